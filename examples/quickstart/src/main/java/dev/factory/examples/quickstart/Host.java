package dev.factory.examples.quickstart;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * What the program is given by whoever runs it.
 *
 * @param out where results go
 * @param err where errors go
 * @param terminal whether {@code out} is a terminal, where a line may be written over
 * @param time the clock
 * @param folder where relative paths begin
 */
record Host(PrintStream out, PrintStream err, boolean terminal, InstantSource time, Path folder) {

  /** {@return this process: its streams, its clock, its current folder} */
  @SuppressWarnings("SystemConsoleNull") // with jdk.console=java.base it is null as it always was
  static Host process() {
    Console console = System.console();
    Charset charset = console == null ? StandardCharsets.UTF_8 : charset(console);
    return new Host(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
        console != null,
        // the one place that names the real clock; in milliseconds, as the ledger keeps time
        Clock.tickMillis(ZoneOffset.UTC),
        Path.of(""));
  }

  /** A locale that names no character set means ASCII to Java, and UTF-8 to today's terminals. */
  private static Charset charset(Console console) {
    return console.charset().equals(StandardCharsets.US_ASCII)
        ? StandardCharsets.UTF_8
        : console.charset();
  }
}

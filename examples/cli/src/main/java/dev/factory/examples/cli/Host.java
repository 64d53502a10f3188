package dev.factory.examples.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * What the program is given by whoever runs it.
 *
 * @param out where results go
 * @param err where errors and progress go
 * @param terminal whether {@code err} is a terminal, where a line may be written over
 * @param time the clock
 * @param folder where relative paths begin
 * @param environment variables by name
 */
record Host(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    InstantSource time,
    Path folder,
    Map<String, String> environment) {

  /** {@return this process: its streams, its clock, its current folder, its environment} */
  @SuppressWarnings("SystemConsoleNull") // asked once more below, where newer versions differ
  static Host process() {
    Console console = System.console();
    Charset charset = console == null ? StandardCharsets.UTF_8 : charset(console);
    return new Host(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
        errIsTerminal(console != null),
        // the one place that names the real clock
        Clock.tickMillis(ZoneOffset.UTC),
        Path.of(""),
        System.getenv());
  }

  /** {@return the variable, or empty if it is not set or blank} */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** A locale that names no character set means ASCII to Java, and UTF-8 to today's terminals. */
  private static Charset charset(Console console) {
    return console.charset().equals(StandardCharsets.US_ASCII)
        ? StandardCharsets.UTF_8
        : console.charset();
  }

  /** Java tells only of input and output together; Linux tells where each stream leads. */
  private static boolean errIsTerminal(boolean console) {
    Path stream = Path.of("/proc/self/fd/2");
    if (!Files.isSymbolicLink(stream)) {
      return console;
    }
    try {
      String device = Files.readSymbolicLink(stream).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}

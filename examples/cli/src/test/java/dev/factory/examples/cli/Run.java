package dev.factory.examples.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One run of the program in this process.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it printed as errors and progress
 */
record Run(int code, String out, String err) {
  /** Some days after the sample. */
  static final Instant NOW = Instant.parse("2026-02-05T10:00:00Z");

  /** Runs it where {@code folder} is the current folder. */
  static Run in(Path folder, String... args) {
    return in(folder, Map.of(), false, args);
  }

  static Run in(Path folder, Map<String, String> environment, boolean terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Host host =
        new Host(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            InstantSource.fixed(NOW),
            folder,
            environment);
    int code = Factory.run(host, args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs it on the ledger that a {@link SampleLedger} made in {@code folder}. */
  static Run on(SampleLedger ledger, String... args) {
    String[] all =
        Stream.concat(Stream.of("--db", SampleLedger.FILE), Stream.of(args)).toArray(String[]::new);
    return in(ledger.folder(), all);
  }

  List<String> lines() {
    return out.lines().toList();
  }
}

package dev.factory.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverspendRunTest {

  /** The run itself fails if a bill exceeds its limit; here it must also have been hard. */
  @Test
  void noBillExceedsItsLimitWhileProcessesAreKilledAndTheDatabaseRestarts() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      OverspendRun.run(out, "seconds=30");
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines)
        .contains(
            "PostgreSQL was shut down and started again",
            "PostgreSQL was killed and started again",
            "bills of which the ledger does not know all: 0")
        .anyMatch(line -> line.startsWith("bills above their limit: 0; the largest is "))
        .anyMatch(line -> line.startsWith("false denials without leases: 0 of "))
        .anyMatch(line -> line.matches("naive guard: [1-9]\\d* of \\d+ bills above their limit.*"));
  }
}

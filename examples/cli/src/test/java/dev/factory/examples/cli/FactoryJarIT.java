package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is handed out, in a process of its own. */
class FactoryJarIT {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeLedger() throws IOException {
    SampleLedger.in(folder);
  }

  private static Run jar(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(Objects.requireNonNull(System.getProperty("factory.jar"), "set by the build"));
    command.addAll(List.of(args));
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, Files.readString(err));
  }

  @Test
  void verifiesALedgerAndEndsWithZero() throws Exception {
    Run run = jar("receipts", "verify", "--db", "ledger.db", "--public-key", "public-key.pem");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(SampleLedger.golden("verify.txt"));
    assertThat(run.code()).isZero();
  }

  @Test
  void findsTheDriverOfPostgresql() throws Exception {
    Run run = jar("receipts", "list", "--db", "jdbc:postgresql://localhost:1/x");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[core.storage-unavailable]").hasLineCount(1);
  }

  @Test
  void aUrlThatCannotBeReadIsNotRepeatedByTheDriver() throws Exception {
    Run run = jar("receipts", "list", "--db", "jdbc:postgresql://[x?password=hidden");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[cli.no-database]").doesNotContain("hidden").hasLineCount(1);
  }

  @Test
  void tellsItsVersionAndRefusesWithTwo() throws Exception {
    assertThat(jar("--version").out()).startsWith("factory ");
    assertThat(jar("receipts", "verify", "--db", "none.db").code()).isEqualTo(ExitCode.COULD_NOT);
  }
}

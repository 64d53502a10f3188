package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong: each is one line that says what to do, and never a stack trace. */
class RefusalTest {
  @TempDir private Path folder;

  private Run refused(String code, String... args) {
    Run run = Run.in(folder, args);
    assertThat(run.code()).as(Arrays.toString(args)).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.out()).as(Arrays.toString(args)).isEmpty();
    assertThat(run.err()).startsWith("factory: ").hasLineCount(1).endsWith("[" + code + "]\n");
    return run;
  }

  @Test
  void noDatabaseNamed() {
    refused("cli.no-database", "receipts", "verify");
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    refused("cli.no-database", "receipts", "verify", "--db", "ledger.db");
    refused("cli.no-database", "receipts", "verify", "--db", "jdbc:sqlite:ledger.db");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatIsNoDatabase() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "Not a database at all.\n".repeat(100));
    refused("core.storage-corrupt", "receipts", "verify", "--db", "notes.txt");
    assertThat(folder.resolve("notes.txt")).content().startsWith("Not a database");
  }

  @Test
  void aDatabaseWithoutALedger() throws IOException {
    Files.createFile(folder.resolve("empty.db"));
    refused("core.schema-missing", "receipts", "list", "--db", "empty.db");
  }

  @Test
  void aDatabaseThatWasCutOff() throws IOException {
    SampleLedger ledger = SampleLedger.in(folder);
    Path file = folder.resolve(SampleLedger.FILE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    Run run = Run.on(ledger, "receipts", "verify", "--public-key", "public-key.pem");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[core.storage-corrupt]").hasLineCount(1);
  }

  @Test
  void anotherKindOfDatabase() {
    refused("cli.no-database", "receipts", "verify", "--db", "jdbc:mysql://localhost/x");
    refused("cli.no-database", "receipts", "verify", "--db", "jdbc:postgresql://[bad");
  }

  @Test
  void keysThatAreNotThereOrNoKeys() throws IOException {
    SampleLedger.in(folder);
    refused("cli.file", "--db", "ledger.db", "receipts", "verify", "--public-key", "nobody.pem");
    // the private half given for the public one: it is neither taken nor shown
    Run run =
        refused(
            "cli.key-unreadable",
            "--db",
            "ledger.db",
            "receipts",
            "verify",
            "--public-key",
            "signing-key.pem");
    assertThat(run.err())
        .doesNotContain(Files.readAllLines(folder.resolve("signing-key.pem")).get(1));
    refused("cli.usage", "--db", "ledger.db", "receipts", "verify", "--genesis", "sha256:xyz");
  }

  @Test
  void commandsAndOptionsThatDoNotExist() {
    refused("cli.usage", "recipts");
    refused("cli.usage", "receipts");
    refused("cli.usage", "receipts", "verfy");
    refused("cli.usage", "receipts", "verify", "--lvel", "root");
    refused("cli.usage", "receipts", "verify", "--level", "most");
    refused("cli.usage", "receipts", "show");
    refused("cli.usage", "status", "--db", "x", "--url", "ftp://x");
  }

  @Test
  void machinesGetTheRefusalAsJson() {
    List<String> lines = Run.in(folder, "receipts", "verify", "--json", "--db", "none.db").lines();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("{\"error\":{\"code\":\"cli.no-database\",\"message\":\"");
    assertThat(Run.in(folder, "receipts", "verify", "--json", "--no").out())
        .startsWith("{\"error\":{\"code\":\"cli.usage\"");
  }

  @Test
  void debugShowsWhereItCameFrom() {
    Run run = Run.in(folder, "receipts", "verify", "--debug", "--db", "none.db");
    assertThat(run.err()).contains("at dev.factory.examples.cli.").contains("[cli.no-database]");
  }

  @Test
  void aNameCannotCommandTheTerminal() {
    Run run = refused("cli.no-database", "receipts", "list", "--db", "\u001b[2Jx");
    assertThat(run.err()).contains("\\u001b[2Jx");
  }

  @Test
  void theDatabaseMayBeNamedByTheEnvironment() throws IOException {
    SampleLedger.in(folder);
    Run run =
        Run.in(
            folder, Map.of("FACTORY_DB", "ledger.db"), false, "receipts", "list", "--limit", "1");
    assertThat(run.code()).isZero();
  }

  @Test
  void aLedgerThatCannotBeReadIsToldByKindOnly() throws Exception {
    SampleLedger ledger = SampleLedger.in(folder);
    ledger.tamper("UPDATE receipt_head SET last_id = 'secret'");
    Run run = Run.on(ledger, "receipts", "verify", "--trust-genesis");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[cli.unexpected]").doesNotContain("secret").hasLineCount(1);
  }
}

package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real PostgreSQL. */
class PostgresTest {
  @TempDir private static Path folder;
  private static String url = "";

  @BeforeAll
  static void writeLedger() throws IOException {
    String database = PostgresServer.newDatabase();
    SampleLedger.write(Transactions.over(PostgresServer.dataSource(database)));
    Files.writeString(folder.resolve("public-key.pem"), SampleLedger.key().verifier().toPem());
    url = PostgresServer.url(database);
  }

  @Test
  void theSameLedgerGivesTheSameVerdict() throws IOException {
    Run run = Run.in(folder, "receipts", "verify", "--db", url, "--public-key", "public-key.pem");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(SampleLedger.golden("verify.txt"));
  }

  @Test
  void theSameReceiptsAreListed() throws IOException {
    Map<String, String> environment = Map.of("FACTORY_DB", url);
    assertThat(Run.in(folder, environment, false, "receipts", "list").out())
        .isEqualTo(SampleLedger.golden("list.txt"));
  }

  @Test
  void statusTellsTheConnectionsInUseAndThoseThereMayBe() {
    Run run = Run.in(folder, "status", "--db", url);
    assertThat(run.lines().get(1)).matches("✓ Database: HEALTHY \\(connections: [0-9]+/200\\)");
    assertThat(run.lines().get(2)).isEqualTo("✓ Receipts ledger: ACCESSIBLE (13 receipts)");
    assertThat(run.lines().get(4)).isEqualTo("✓ Ledger storage: WRITABLE");
  }

  @Test
  void aServerThatIsNotThereAndADatabaseThatIsNotThere() {
    Run none =
        Run.in(
            folder, "receipts", "list", "--db", "jdbc:postgresql://localhost:1/x?password=hidden");
    assertThat(none.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(none.err()).contains("[core.storage-unavailable]").doesNotContain("hidden");
    Run other = Run.in(folder, "receipts", "list", "--db", url.replaceAll("test_[0-9]+", "nosuch"));
    assertThat(other.err()).contains("[cli.no-database]");
  }

  @Test
  void userAndPasswordComeFromTheEnvironmentOrAFileAndAreNeverShown() throws IOException {
    String bare = url.replaceAll("\\?.*", "");
    Files.writeString(folder.resolve("password"), "open sesame\n");
    Map<String, String> environment =
        Map.of("FACTORY_DB_USER", "postgres", "FACTORY_DB_PASSWORD_FILE", "password");
    Run run = Run.in(folder, environment, false, "receipts", "list", "--db", bare);
    assertThat(run.code()).isZero();
    Run stranger =
        Run.in(
            folder,
            Map.of("FACTORY_DB_PASSWORD", "open sesame"),
            false,
            "receipts",
            "list",
            "--db",
            bare,
            "--db-user",
            "nobody");
    assertThat(stranger.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(stranger.err()).contains("[cli.login-refused]").doesNotContain("sesame");
  }
}

package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.factory.receipts.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  @TempDir private Path folder;
  private SampleLedger ledger = new SampleLedger(Path.of(""));

  @BeforeEach
  void writeLedger() throws IOException {
    ledger = SampleLedger.in(folder);
  }

  @Test
  void whatCanBeCheckedIsAndTheRestIsNotCalledWell() {
    Run run = Run.on(ledger, "status", "--key", "signing-key.pem");
    assertThat(run.code()).isZero();
    assertThat(run.lines()).hasSize(6);
    assertThat(run.lines().get(0)).isEqualTo("- API server: NOT CHECKED (give --url)");
    assertThat(run.lines().get(1))
        .matches("✓ Database: HEALTHY \\(SQLite 3\\S+, a file of .* MB\\)");
    assertThat(run.lines().get(2)).isEqualTo("✓ Receipts ledger: ACCESSIBLE (13 receipts)");
    assertThat(run.lines().get(3)).isEqualTo("- Monitoring: NOT CHECKED (give --url)");
    assertThat(run.lines().get(4)).isEqualTo("✓ Ledger storage: WRITABLE");
    assertThat(run.lines().get(5)).startsWith("✓ Signing key: LOADED (");
    assertThat(Run.on(ledger, "receipts", "status", "--key", "signing-key.pem").out())
        .isEqualTo(run.out());
  }

  @Test
  void lookingChangesNothing() {
    Run.on(ledger, "status");
    assertThat(Run.on(ledger, "receipts", "verify", "--trust-genesis").code()).isZero();
  }

  @Test
  void aServerThatAnswersIsRunning() throws IOException {
    HttpServer server = serve(200, "{\"status\":\"ok\",\"pid\":12345}", metrics(12));
    try {
      Run run = Run.on(ledger, "status", "--url", url(server));
      assertThat(run.lines())
          .contains("✓ API server: RUNNING (PID: 12345)", "✓ Monitoring: ACTIVE (12 metrics)");
      assertThat(run.code()).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatFailsOrIsGoneIsNotWell() throws IOException {
    HttpServer server = serve(503, "", "");
    String url = url(server);
    try {
      Run run = Run.on(ledger, "status", "--url", url);
      assertThat(run.lines()).contains("✗ API server: FAILING (/health answers 503)");
      assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    } finally {
      server.stop(0);
    }
    Run gone = Run.on(ledger, "status", "--url", url);
    assertThat(gone.lines()).contains("✗ API server: NOT ANSWERING (ConnectException)");
  }

  private static String metrics(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("# HELP m").append(i).append(" what\n# TYPE m").append(i);
      text.append(" counter\nm").append(i).append(" 1\n");
    }
    return text.toString();
  }

  private static HttpServer serve(int code, String health, String metrics) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/health", code, health);
    answer(server, "/metrics", code, metrics);
    server.start();
    return server;
  }

  private static void answer(HttpServer server, String path, int code, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static String url(HttpServer server) {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidOnEachLineItConcerns() {
    Run run = Run.in(folder, "status", "--db", "missing.db");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.lines().get(1)).startsWith("✗ Database: UNREACHABLE (cli.no-database: ");
    assertThat(run.lines().get(2)).startsWith("✗ Receipts ledger: NOT ACCESSIBLE");
    assertThat(run.lines().get(4)).startsWith("✗ Ledger storage: NOT ACCESSIBLE");
    assertThat(folder.resolve("missing.db")).doesNotExist();
  }

  @Test
  void aKeyOfAnotherLedgerAndNoKeyAreTold() throws IOException {
    SigningKey.generate(new SecureRandom()).savePem(folder.resolve("other.pem"));
    assertThat(Run.on(ledger, "status", "--key", "other.pem").lines().get(5))
        .startsWith("✗ Signing key: UNKNOWN TO THE LEDGER");
    assertThat(Run.on(ledger, "status", "--key", "none.pem").lines().get(5))
        .isEqualTo("✗ Signing key: MISSING (receipts.key-missing)");
    Files.writeString(folder.resolve("broken.pem"), "not a key");
    assertThat(Run.on(ledger, "status", "--key", "broken.pem").lines().get(5))
        .isEqualTo("✗ Signing key: NOT LOADED (receipts.key-unreadable)");
  }

  @Test
  void aLedgerWhoseLastReceiptIsGoneIsDamaged() throws SQLException {
    ledger.tamper("DELETE FROM receipt WHERE seq = 12");
    assertThat(Run.on(ledger, "status").lines().get(2))
        .isEqualTo("✗ Receipts ledger: DAMAGED (its first or its last receipt is missing)");
  }

  @Test
  void machinesGetEachCheckAndTheWhole() {
    assertThat(Run.on(ledger, "status", "--json").out())
        .contains("{\"detail\":\"13 receipts\",\"name\":\"Receipts ledger\",\"state\":\"OK\"")
        .endsWith("\"ok\":true}\n");
  }
}

package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationLevel;
import dev.factory.receipts.VerificationReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A writer whose PostgreSQL dies, or whose connections are cut, while it writes. */
class PostgresCrashTest {
  private static final int SERVER_KILLS = 4;
  private static final int CUTS = 120;
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?"
          + " AND pid <> pg_backend_pid()";

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final TrustedKeys trust = TrustedKeys.of(key.verifier());
  private final Random random = new Random(7);

  @Test
  void connectionsLostAtAnyMomentLoseAndDoubleNothing() throws Exception {
    String database = PostgresServer.newDatabase();
    Transactions transactions = Transactions.over(PostgresServer.dataSource(database));
    JdbcReceiptStore.schema().migrate(transactions);
    JdbcReceiptStore store = new JdbcReceiptStore(transactions);
    PersistentWriter writer = new PersistentWriter(store, key);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection own = PostgresServer.dataSource("postgres").getConnection();
        PreparedStatement cut = own.prepareStatement(CUT)) {
      Future<?> writing = thread.submit(writer);
      cut.setString(1, database);
      for (int i = 0; i < CUTS; i++) {
        pause(60);
        cut.execute();
      }
      writer.stop();
      writing.get(1, TimeUnit.MINUTES);
    } finally {
      thread.shutdownNow();
    }
    assertThat(writer.failures()).isNotEmpty();
    assertThat(writer.failures().keySet())
        .isSubsetOf("core.storage-unavailable", "core.commit-unknown");
    assertKept(writer, store);
  }

  @Test
  void aServerThatIsKilledAndStartedAgainHasLostAndDoubledNothing(@TempDir Path folder)
      throws Exception {
    Path data = folder.resolve("data");
    EmbeddedPostgres server = start(data, 0);
    int port = server.getPort();
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(server.getJdbcUrl("postgres", "postgres"));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Transactions transactions = Transactions.over(dataSource);
      JdbcReceiptStore.schema().migrate(transactions);
      JdbcReceiptStore store = new JdbcReceiptStore(transactions);
      PersistentWriter writer = new PersistentWriter(store, key);
      Future<?> writing = thread.submit(writer);
      for (int kill = 0; kill < SERVER_KILLS; kill++) {
        pause(1_000);
        kill(data);
        server.close(); // finds no server, and lets go of the folder
        server = start(data, port);
        writer.acknowledged().assertKept(store, trust, VerificationLevel.CHAIN);
      }
      writer.stop();
      writing.get(1, TimeUnit.MINUTES);
      assertThat(writer.failures()).isNotEmpty();
      assertKept(writer, store);
    } finally {
      thread.shutdownNow();
      server.close();
    }
  }

  private static EmbeddedPostgres start(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** The server with all processes that serve connections, as when its machine loses power. */
  private static void kill(Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
    ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
    List<ProcessHandle> children = server.children().toList();
    server.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    server.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  private void pause(int mostMillis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(mostMillis)));
  }

  private void assertKept(PersistentWriter writer, JdbcReceiptStore store) {
    System.out.printf(
        "%d receipts, failures %s, %d recorded by appends that failed%n",
        writer.receipts(), writer.failures(), writer.recordedBefore());
    writer.acknowledged().assertKept(store, trust, VerificationLevel.CHAIN);
    VerificationReport report = ReceiptVerifier.trusting(trust).verify(store);
    assertThat(report.fault()).isEmpty();
    assertThat(report.receipts()).isEqualTo(writer.receipts());
  }
}

package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.IdSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.spi.StreamHead;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Several operating system processes with one ledger open on one PostgreSQL. */
class ManyProcessesTest {
  private static final int PROCESSES = 4;
  private static final int EACH = 25_000;
  private static final String LEDGER = "factory.example/receipts/shared";

  @TempDir Path folder;

  @Test
  void fourWritersNeverForkTheChainAndNeverRaiseAFalseAlarm() throws Exception {
    String database = PostgresServer.newDatabase();
    Transactions transactions = Transactions.over(PostgresServer.dataSource(database));
    JdbcReceiptStore.schema().migrate(transactions);
    Path key = folder.resolve("key.pem");
    SigningKey signer = SigningKey.generate(new SecureRandom());
    signer.savePem(key);

    List<Process> writers = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      writers.add(start(PostgresServer.url(database), key, number));
    }
    for (Process writer : writers) {
      assertThat(writer.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(writer.exitValue()).isZero();
    }

    JdbcReceiptStore store = new JdbcReceiptStore(transactions);
    VerificationReport report =
        ReceiptVerifier.trusting(TrustedKeys.of(signer.verifier())).verify(store);
    assertThat(report.fault()).isEmpty();
    assertThat(report.receipts()).isEqualTo(1L + PROCESSES * EACH);
    for (int number = 0; number < PROCESSES; number++) {
      assertThat(store.streamHeads(List.of("writer=" + number)).values())
          .extracting(StreamHead::size)
          .containsExactly((long) EACH);
    }
  }

  private Process start(String url, Path key, int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            url,
            key.toString(),
            Integer.toString(number))
        .inheritIO()
        .start();
  }

  /** One of the processes. */
  static final class Writer {
    public static void main(String[] args) {
      PGSimpleDataSource dataSource = new PGSimpleDataSource();
      dataSource.setUrl(args[0]);
      ExecutorService pool = Executors.newFixedThreadPool(1);
      InstantSource clock = InstantSource.system();
      Receipts ledger =
          Receipts.named(LEDGER)
              .store(new JdbcReceiptStore(Transactions.over(dataSource)))
              .signer(SigningKey.loadPem(Path.of(args[1])))
              .time(clock)
              .ids(IdSource.uuidV7(clock, new SecureRandom()))
              .executor(pool)
              .open();
      List<Event> mine =
          IntStream.range(0, EACH).mapToObj(number -> event(args[2], number)).toList();
      for (int from = 0; from < EACH; from += 5_000) {
        ledger.append(mine.subList(from, from + 5_000));
      }
      pool.shutdown();
    }

    private static Event event(String writer, int number) {
      String key = writer + "-" + number;
      return Event.of(
          "ClickRecorded", key, Map.of("click_id", key), "writer=" + writer, "shared=yes");
    }
  }
}

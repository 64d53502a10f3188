package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers of one SQLite file, one after the other, each killed by kill -9 while it writes. */
class SqliteCrashTest {
  private static final int KILLS = 22;
  private static final int LONGEST_LIFE_MILLIS = 600;
  private static final long SEED = 20_260_131;

  @TempDir Path folder;
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final TrustedKeys trust = TrustedKeys.of(key.verifier());
  private final Acknowledged acknowledged = new Acknowledged();
  private final Random random = new Random(SEED);
  private int next;

  @BeforeEach
  void makeTables() {
    key.savePem(folder.resolve("key.pem"));
    try (Transactions transactions = Transactions.sqlite(file())) {
      JdbcReceiptStore.schema().migrate(transactions);
    }
  }

  private Path file() {
    return folder.resolve("ledger.db");
  }

  @Test
  void nothingThatWasAcknowledgedIsLostAndNoPositionIsUsedTwice() throws Exception {
    int wrote = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int before = acknowledged.size();
      Path output = folder.resolve("writer-" + kill + ".txt");
      Process writer = start(output);
      if (kill % 2 == 0) {
        awaitOpened(writer, output);
      }
      assertThat(writer.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS))
          .isFalse();
      writer.destroyForcibly().waitFor();
      next = acknowledged.read(output, next);
      wrote += acknowledged.size() > before ? 1 : 0;
      boolean last = kill == KILLS - 1;
      check(last ? VerificationLevel.PAYLOADS : VerificationLevel.ROOT);
    }
    // many are killed before they have written anything
    assertThat(wrote).isPositive();
  }

  private Process start(Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingProcess.class.getName(),
            file().toString(),
            folder.resolve("key.pem").toString(),
            Integer.toString(next))
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitOpened(Process writer, Path output) throws Exception {
    while (Files.size(output) == 0) {
      assertThat(writer.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private void check(VerificationLevel level) {
    long begun = System.nanoTime();
    try (Transactions transactions = Transactions.sqlite(file())) {
      JdbcReceiptStore store = new JdbcReceiptStore(transactions);
      long receipts = store.head().size();
      System.out.printf(
          "reopened with %d receipts after %d µs%n",
          receipts, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
      if (receipts > 0) {
        acknowledged.assertKept(store, trust, level);
      }
    }
  }
}

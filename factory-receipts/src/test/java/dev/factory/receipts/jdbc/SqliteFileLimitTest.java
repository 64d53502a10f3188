package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Writers whose write calls the operating system itself refuses, in the middle of a commit. */
@EnabledOnOs({OS.LINUX, OS.MAC}) // others do not limit the size of a process's files
class SqliteFileLimitTest {
  private static final int WRITERS = 4;

  /**
   * Blocks of 512 bytes, or of 1,024 in some shells. The driver unpacks its native library first,
   * for which there must be room.
   */
  private static final int LEAST = 7_000;

  private static final int MORE = 2_000;

  @TempDir Path folder;
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final Acknowledged acknowledged = new Acknowledged();
  private int next;

  @Test
  void whatWasAcknowledgedBeforeAWriteFailedIsKeptAndTheNextWriterGoesOn() throws Exception {
    key.savePem(folder.resolve("key.pem"));
    try (Transactions transactions = Transactions.sqlite(file())) {
      JdbcReceiptStore.schema().migrate(transactions);
    }
    for (int writer = 1; writer <= WRITERS; writer++) {
      int before = acknowledged.size();
      Path errors = folder.resolve("errors-" + writer + ".txt");
      assertThat(runUntilRefused(LEAST + writer * MORE, errors)).isPositive();
      assertThat(Files.readString(errors)).contains("dev.factory.core.jdbc.StorageException");
      assertThat(acknowledged.size()).isGreaterThan(before);
      try (Transactions transactions = Transactions.sqlite(file())) {
        JdbcReceiptStore store = new JdbcReceiptStore(transactions);
        TrustedKeys trust = TrustedKeys.of(key.verifier());
        acknowledged.assertKept(store, trust, VerificationLevel.PAYLOADS);
      }
    }
  }

  private Path file() {
    return folder.resolve("ledger.db");
  }

  private int runUntilRefused(int blocks, Path errors) throws Exception {
    Path output = folder.resolve("output.txt");
    Process writer =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f \"$0\" && exec \"$@\"",
                Integer.toString(blocks),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                file().toString(),
                folder.resolve("key.pem").toString(),
                Integer.toString(next))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
    next = acknowledged.read(output, next);
    return writer.exitValue();
  }
}

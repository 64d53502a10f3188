package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.FailingCallsContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Each run takes a shard of its own in one file. */
class SqliteFailingCallsTest extends FailingCallsContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();
  private int shards;

  @Override
  protected ReceiptStore emptyStore() {
    if (opened.isEmpty()) {
      opened.add(Transactions.sqlite(folder.resolve("ledger.db")));
      JdbcReceiptStore.schema().migrate(opened.get(0));
    }
    return new JdbcReceiptStore(opened.get(0), "shard-" + shards++);
  }

  @AfterEach
  void close() {
    opened.forEach(Transactions::close);
  }
}

package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.ReceiptStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteReceiptStoreTest extends ReceiptStoreContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  protected ReceiptStore emptyStore() {
    JdbcReceiptStore.schema().migrate(open());
    return new JdbcReceiptStore(open());
  }

  @Override
  protected ReceiptStore reopened(ReceiptStore store) {
    return new JdbcReceiptStore(open());
  }

  @Override
  protected ReceiptStore emptyShardBeside(ReceiptStore store) {
    return new JdbcReceiptStore(open(), "beside");
  }

  private Transactions open() {
    Transactions transactions = Transactions.sqlite(folder.resolve("ledger.db"));
    opened.add(transactions);
    return transactions;
  }

  @AfterEach
  void close() {
    opened.forEach(Transactions::close);
  }
}

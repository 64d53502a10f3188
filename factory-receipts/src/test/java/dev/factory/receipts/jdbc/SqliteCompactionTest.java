package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteCompactionTest extends CompactionContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  Transactions open() {
    Transactions transactions = Transactions.sqlite(folder.resolve("ledger.db"));
    opened.add(transactions);
    JdbcReceiptStore.schema().migrate(transactions);
    return transactions;
  }

  @AfterEach
  void close() {
    opened.forEach(Transactions::close);
  }

  @Override
  Rows rows() {
    return new SqliteRows();
  }

  /** The write-ahead log and its index lie beside the file. */
  @Override
  long occurrences(String text) throws IOException {
    return RawFiles.occurrences(folder, text);
  }
}

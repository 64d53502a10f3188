package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteMigrationTest extends MigrationContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  Transactions empty() {
    Transactions transactions = Transactions.sqlite(folder.resolve("ledger.db"));
    opened.add(transactions);
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
}

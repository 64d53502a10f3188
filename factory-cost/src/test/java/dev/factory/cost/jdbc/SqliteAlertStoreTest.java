package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.spi.AlertStore;
import dev.factory.cost.testkit.AlertStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteAlertStoreTest extends AlertStoreContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  protected AlertStore emptyStore() {
    JdbcBudgetStore.schema().migrate(open());
    return JdbcAlertStore.over(open());
  }

  @Override
  protected AlertStore reopened(AlertStore store) {
    return JdbcAlertStore.over(open());
  }

  private Transactions open() {
    Transactions transactions = Transactions.sqlite(folder.resolve("budgets.db"));
    opened.add(transactions);
    return transactions;
  }

  @AfterEach
  void close() {
    opened.forEach(Transactions::close);
  }
}

package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.spi.BudgetStore;
import dev.factory.cost.testkit.BudgetStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBudgetStoreTest extends BudgetStoreContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  protected BudgetStore emptyStore() {
    JdbcBudgetStore.schema().migrate(open());
    return JdbcBudgetStore.over(open());
  }

  @Override
  protected BudgetStore reopened(BudgetStore store) {
    return JdbcBudgetStore.over(open());
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

package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.spi.BreakerStore;
import dev.factory.cost.testkit.BreakerStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBreakerStoreTest extends BreakerStoreContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  protected BreakerStore emptyStore() {
    JdbcBreakerStore.schema().migrate(open());
    JdbcBudgetStore.schema().migrate(open()); // both may share a database
    return JdbcBreakerStore.over(open());
  }

  @Override
  protected BreakerStore reopened(BreakerStore store) {
    return JdbcBreakerStore.over(open());
  }

  private Transactions open() {
    Transactions transactions = Transactions.sqlite(folder.resolve("breakers.db"));
    opened.add(transactions);
    return transactions;
  }

  @AfterEach
  void close() {
    opened.forEach(Transactions::close);
  }
}

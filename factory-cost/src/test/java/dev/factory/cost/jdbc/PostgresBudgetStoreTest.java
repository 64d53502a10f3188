package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.cost.spi.BudgetStore;
import dev.factory.cost.testkit.BudgetStoreContract;

class PostgresBudgetStoreTest extends BudgetStoreContract {
  private final String database = PostgresServer.newDatabase();

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
    return Transactions.over(new KeptConnections(PostgresServer.dataSource(database)));
  }
}

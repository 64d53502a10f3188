package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.cost.spi.AlertStore;
import dev.factory.cost.testkit.AlertStoreContract;

class PostgresAlertStoreTest extends AlertStoreContract {
  private final String database = PostgresServer.newDatabase();

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
    return Transactions.over(new KeptConnections(PostgresServer.dataSource(database)));
  }
}

package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.cost.spi.BreakerStore;
import dev.factory.cost.testkit.BreakerStoreContract;

class PostgresBreakerStoreTest extends BreakerStoreContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  protected BreakerStore emptyStore() {
    JdbcBreakerStore.schema().migrate(open());
    return JdbcBreakerStore.over(open());
  }

  @Override
  protected BreakerStore reopened(BreakerStore store) {
    return JdbcBreakerStore.over(open());
  }

  private Transactions open() {
    return Transactions.over(new KeptConnections(PostgresServer.dataSource(database)));
  }
}

package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.testkit.PayoutStoreContract;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.testkit.PostgresServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresPayoutStoreTest extends PayoutStoreContract {
  private final Deque<PayoutDatabase> databases = new ArrayDeque<>();

  @Override
  protected PayoutStore emptyStore() {
    String name = PostgresServer.newDatabase();
    databases.push(new PayoutDatabase(() -> Transactions.over(PostgresServer.dataSource(name))));
    return databases.element().store();
  }

  @Override
  protected PayoutStore reopened() {
    return databases.element().store();
  }

  @Override
  protected List<Event> journaled() {
    return databases.element().journaled();
  }

  @AfterEach
  void close() {
    databases.forEach(PayoutDatabase::close);
  }
}

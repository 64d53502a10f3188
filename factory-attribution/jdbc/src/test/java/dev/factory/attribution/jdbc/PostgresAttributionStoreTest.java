package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.testkit.AttributionStoreContract;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class PostgresAttributionStoreTest extends AttributionStoreContract {
  /** One for the class: making a database takes longer than all that a test does in it. */
  private static final DataSource DATABASE =
      PostgresServer.dataSource(PostgresServer.newDatabase());

  private static final List<String> TABLES =
      List.of(
          "adjustments",
          "statement_lines",
          "statements",
          "closed_periods",
          "credits",
          "attributions",
          "reversals",
          "conversions",
          "clicks",
          "policies",
          "factory_outbox");

  private final Deque<JdbcFixture> databases = new ArrayDeque<>();

  @Override
  protected AttributionStore emptyStore() {
    databases.push(new JdbcFixture(() -> Transactions.over(DATABASE)));
    Transactions.over(DATABASE).write(PostgresAttributionStoreTest::deleteEverything);
    return databases.element().store();
  }

  private static int deleteEverything(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.addBatch("DELETE FROM " + table);
      }
      return statement.executeBatch().length;
    }
  }

  @Override
  protected AttributionStore reopened() {
    return databases.element().second();
  }

  @Override
  protected List<Event> journaled() {
    return databases.element().journaled();
  }

  @Override
  protected AttributionStore withFailingJournal() {
    return databases.element().withFailingJournal();
  }

  @AfterEach
  void close() {
    databases.forEach(JdbcFixture::close);
  }
}

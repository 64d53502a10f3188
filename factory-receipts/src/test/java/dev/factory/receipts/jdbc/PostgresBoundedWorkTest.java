package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts the rows that scans of tables and indexes fetched within the transaction. */
class PostgresBoundedWorkTest extends BoundedWorkContract {
  private static final String FETCHED =
      "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"
          + " WHERE relname LIKE 'receipt%' AND relname NOT IN ('receipt_head',"
          + " 'receipt_checkpoint')";

  @Override
  Transactions empty() {
    return PostgresServer.newTransactions();
  }

  @Override
  long cost(Connection connection, Runnable queries) throws SQLException {
    long before = fetched(connection);
    queries.run();
    return fetched(connection) - before;
  }

  private static long fetched(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(FETCHED)) {
      assertThat(found.next()).isTrue();
      return found.getLong(1);
    }
  }

  @Override
  long allowed() {
    return 200;
  }

  @Override
  void gatherStatistics(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE");
    }
  }
}

package dev.factory.receipts.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Rewrites the table of payloads. Rows that were deleted are copied along as long as a transaction
 * is open that began before and might still look at them, so those are waited for first.
 */
final class PostgresCompaction {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * Whether nobody sees the database as it was before transaction ?: none older is running, so that
   * no new snapshot can be older, and no snapshot in use is.
   */
  private static final String NOBODY_LOOKS_BACK =
      "SELECT pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8 AND NOT EXISTS (SELECT 1"
          + " FROM pg_stat_activity a WHERE a.datname = current_database()"
          + " AND a.pid <> pg_backend_pid() AND age(a.backend_xmin) >= age(?::xid8::xid))";

  private PostgresCompaction() {}

  static void run(Connection connection, Duration patience) throws SQLException {
    awaitOlderTransactions(connection, patience);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (FULL) receipt_payload");
    }
  }

  private static void awaitOlderTransactions(Connection connection, Duration patience)
      throws SQLException {
    String now = now(connection);
    long begun = System.nanoTime();
    while (!nobodyLooksBack(connection, now)) {
      if (System.nanoTime() - begun > patience.toNanos()) {
        throw Rows.compactionBlocked(
            "a transaction that was open before stayed open for "
                + patience.toSeconds()
                + " seconds");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** {@return the number of a transaction of its own, which ends at once} */
  private static String now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT pg_current_xact_id()::text")) {
      found.next();
      return found.getString(1);
    }
  }

  private static boolean nobodyLooksBack(Connection connection, String transaction)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NOBODY_LOOKS_BACK)) {
      select.setString(1, transaction);
      select.setString(2, transaction);
      try (ResultSet found = select.executeQuery()) {
        return found.next() && found.getBoolean(1);
      }
    }
  }
}

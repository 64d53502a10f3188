package dev.factory.core.jdbc;

import dev.factory.core.jdbc.Transactions.Lease;
import dev.factory.core.jdbc.Transactions.Mode;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction begun here, on a connection that goes back to where it came from afterwards. */
final class OpenTransaction implements Lease {
  private final Connection connection;
  private final Dialect dialect;
  private final Return giveBack;
  private boolean open = true;

  /** Takes a connection back; {@code usable} is false if it may be in an unknown state. */
  interface Return {
    void take(Connection connection, boolean usable) throws SQLException;
  }

  private OpenTransaction(Connection connection, Dialect dialect, Return giveBack) {
    this.connection = connection;
    this.dialect = dialect;
    this.giveBack = giveBack;
  }

  static Lease begin(Connection connection, Dialect dialect, Mode mode, Return giveBack)
      throws SQLException {
    if (mode == Mode.OUTSIDE) {
      return new NoTransaction(connection, giveBack);
    }
    try {
      if (dialect == Dialect.SQLITE) {
        // a transaction that reads first and writes later could lose its snapshot and never succeed
        Transactions.execute(connection, mode == Mode.WRITE ? "BEGIN IMMEDIATE" : "BEGIN");
      } else {
        connection.setAutoCommit(false);
        if (mode == Mode.READ) {
          Transactions.execute(
              connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
      }
      return new OpenTransaction(connection, dialect, giveBack);
    } catch (SQLException e) {
      giveBack.take(connection, false);
      throw e;
    }
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void commit() throws SQLException {
    try {
      if (dialect == Dialect.SQLITE) {
        Transactions.execute(connection, "COMMIT");
      } else {
        connection.commit();
      }
      open = false;
    } catch (SQLException e) {
      if (StorageException.isConnectionLost(e)) {
        throw StorageException.commitUnknown(e);
      }
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    boolean usable = false;
    try {
      if (open) {
        rollback();
      }
      if (dialect == Dialect.POSTGRESQL) {
        connection.setAutoCommit(true);
      }
      usable = true;
    } catch (SQLException e) {
      // the first failure is the one to report; a connection that cannot roll back is thrown away,
      // and closing it undoes its transaction
      usable = false;
    } finally {
      giveBack.take(connection, usable);
    }
  }

  private void rollback() throws SQLException {
    open = false;
    if (dialect == Dialect.SQLITE) {
      Transactions.execute(connection, "ROLLBACK");
    } else {
      connection.rollback();
    }
  }
}

package dev.factory.core.jdbc;

import dev.factory.core.jdbc.Transactions.Connections;
import dev.factory.core.jdbc.Transactions.Lease;
import dev.factory.core.jdbc.Transactions.Mode;
import java.sql.Connection;
import java.sql.SQLException;

/** The host's own transaction: a savepoint for each piece of work, no commit. */
final class JoinedToHost implements Connections {
  private static final String SAVEPOINT = "factory_work";

  private final Connection connection;
  private final Dialect dialect;

  JoinedToHost(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    requireTransaction();
  }

  private void requireTransaction() {
    try {
      // SQLite's driver keeps auto-commit on in transactions that were begun by a statement
      if (dialect == Dialect.POSTGRESQL && connection.getAutoCommit()) {
        throw new StorageException(
            "core.no-transaction",
            "the connection to join is not inside a transaction; nothing was written: call"
                + " setAutoCommit(false) first");
      }
    } catch (SQLException e) {
      throw StorageException.of(e, dialect);
    }
  }

  @Override
  public Lease lease(Mode mode) throws SQLException {
    if (mode == Mode.OUTSIDE) {
      throw new IllegalStateException(
          "this runs outside of transactions only, and these are joined to one; nothing was run:"
              + " open transactions of their own for it");
    }
    Transactions.execute(connection, "SAVEPOINT " + SAVEPOINT);
    return new Savepoint();
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public boolean mayRunAgain() {
    return false;
  }

  @Override
  public void close() {
    // the connection is the host's
  }

  private final class Savepoint implements Lease {
    private boolean open = true;

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public void commit() throws SQLException {
      Transactions.execute(connection, "RELEASE SAVEPOINT " + SAVEPOINT);
      open = false;
    }

    @Override
    public void close() throws SQLException {
      if (open) {
        Transactions.execute(connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        Transactions.execute(connection, "RELEASE SAVEPOINT " + SAVEPOINT);
      }
    }
  }
}

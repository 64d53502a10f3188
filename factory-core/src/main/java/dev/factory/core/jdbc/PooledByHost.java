package dev.factory.core.jdbc;

import dev.factory.core.jdbc.Transactions.Connections;
import dev.factory.core.jdbc.Transactions.Lease;
import dev.factory.core.jdbc.Transactions.Mode;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections from the host's data source, each given back after its transaction. */
final class PooledByHost implements Connections {
  private final DataSource dataSource;
  private final Dialect dialect;

  PooledByHost(DataSource dataSource) {
    this.dataSource = dataSource;
    try (Connection connection = dataSource.getConnection()) {
      this.dialect = Dialect.of(connection);
      if (dialect == Dialect.SQLITE) {
        SqliteFile.useWriteAheadLog(connection);
      }
    } catch (SQLException e) {
      throw StorageException.cannotOpen(e, "the database");
    }
  }

  @Override
  public Lease lease(Mode mode) throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.setAutoCommit(true);
    if (dialect == Dialect.SQLITE) {
      SqliteFile.makeDurable(connection);
    }
    return OpenTransaction.begin(connection, dialect, mode, (used, usable) -> used.close());
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public boolean mayRunAgain() {
    return dialect == Dialect.POSTGRESQL; // see SqliteFile
  }

  @Override
  public void close() {
    // the data source is the host's
  }
}

package dev.factory.core.jdbc;

import dev.factory.core.jdbc.OpenTransaction.Return;
import dev.factory.core.jdbc.Transactions.Lease;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection whose statements are each kept by themselves. */
final class NoTransaction implements Lease {
  private final Connection connection;
  private final Return giveBack;
  private boolean usable;

  NoTransaction(Connection connection, Return giveBack) {
    this.connection = connection;
    this.giveBack = giveBack;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void commit() {
    usable = true; // after a failure nobody knows what the work left behind
  }

  @Override
  public void close() throws SQLException {
    giveBack.take(connection, usable);
  }
}

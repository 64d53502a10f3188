package dev.factory.attribution.jdbc;

import java.sql.SQLException;

/** Carries a database's refusal through work that cannot throw it; never leaves this package. */
final class UncheckedSqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SQLException failure;

  UncheckedSqlException(SQLException failure) {
    super(failure);
    this.failure = failure;
  }

  @Override
  public synchronized SQLException getCause() {
    return failure;
  }
}

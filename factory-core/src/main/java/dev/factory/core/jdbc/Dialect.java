package dev.factory.core.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The databases the JDBC adapters speak to, and where they differ. */
public enum Dialect {
  /** SQLite 3.35 or newer: one file, one writer at a time. */
  SQLITE,
  /** PostgreSQL 13 or newer, and databases that speak its protocol. */
  POSTGRESQL;

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_CONSTRAINT = 19;

  /** Serialization failure and deadlock: the same transaction may succeed when it is run again. */
  private static final Set<String> RUN_AGAIN = Set.of("40001", "40P01");

  /**
   * {@return the dialect of the database behind {@code connection}}
   *
   * @throws StorageException with code {@code core.unknown-database} if it is neither
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "sqlite" -> SQLITE;
      case "postgresql" -> POSTGRESQL;
      default ->
          throw new StorageException(
              "core.unknown-database",
              "the database calls itself \""
                  + product
                  + "\"; nothing was written: use SQLite, or PostgreSQL or one that speaks its"
                  + " protocol");
    };
  }

  /** {@return the name of this dialect in resource paths: {@code sqlite} or {@code postgresql}} */
  public String resourceName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return whether running the same transaction again may succeed} */
  public boolean isTransient(SQLException failure) {
    return any(
        failure,
        this == SQLITE
            ? part -> isSqlite(part, SQLITE_BUSY) || isSqlite(part, SQLITE_LOCKED)
            : part -> part.getSQLState() != null && RUN_AGAIN.contains(part.getSQLState()));
  }

  /** {@return whether a row broke a UNIQUE or PRIMARY KEY constraint} */
  public boolean isUniqueViolation(SQLException failure) {
    return any(
        failure,
        this == SQLITE
            ? part -> isSqlite(part, SQLITE_CONSTRAINT) && saysUnique(part)
            : part -> "23505".equals(part.getSQLState()));
  }

  private static boolean isSqlite(SQLException failure, int primaryCode) {
    return (failure.getErrorCode() & 0xff) == primaryCode;
  }

  private static boolean saysUnique(SQLException failure) {
    String message = failure.getMessage();
    // the driver reports the primary result code only; the extended one stands in the text
    return message != null && (message.contains("UNIQUE") || message.contains("PRIMARYKEY"));
  }

  private static boolean any(SQLException failure, Predicate<SQLException> test) {
    for (Throwable part : failure) {
      if (part instanceof SQLException sql && test.test(sql)) {
        return true;
      }
    }
    return false;
  }
}

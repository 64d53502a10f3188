package dev.factory.core.jdbc;

import dev.factory.core.FactoryException;
import java.sql.SQLException;

/**
 * The database refused or lost something. The transaction was rolled back unless the code is {@code
 * core.commit-unknown}.
 *
 * <p>Codes: {@code core.storage-full} (no room left), {@code core.storage-corrupt} (the file is
 * damaged or no database), {@code core.storage-read-only}, {@code core.storage-unavailable} (cannot
 * be opened, or the connection was lost), {@code core.storage-busy} (others kept it locked for the
 * whole time-out), {@code core.duplicate-row} (a UNIQUE or PRIMARY KEY constraint), {@code
 * core.commit-unknown} (the connection was lost during commit: the transaction may have been kept
 * or not), {@code core.no-transaction}, {@code core.unknown-database}, {@code core.storage}
 * (anything else; see the cause).
 */
public final class StorageException extends FactoryException {
  private static final long serialVersionUID = 1L;

  StorageException(String code, String message) {
    super(code, message);
  }

  private StorageException(String code, String message, SQLException cause) {
    super(code, message, cause);
  }

  static StorageException of(SQLException cause, Dialect dialect) {
    Kind kind = kindOf(cause, dialect);
    return new StorageException(
        kind.code,
        kind.problem + " (" + numbers(cause) + "); nothing was written: " + kind.next,
        cause);
  }

  private static Kind kindOf(SQLException cause, Dialect dialect) {
    if (dialect.isUniqueViolation(cause)) {
      return Kind.DUPLICATE_ROW;
    }
    return dialect == Dialect.SQLITE ? sqlite(cause.getErrorCode()) : sqlState(cause);
  }

  /** {@return whether a row broke a UNIQUE or PRIMARY KEY constraint} */
  public boolean isDuplicateRow() {
    return code().equals(Kind.DUPLICATE_ROW.code);
  }

  static StorageException commitUnknown(SQLException cause) {
    return new StorageException(
        "core.commit-unknown",
        "the connection was lost during commit ("
            + numbers(cause)
            + "); the transaction may have been kept or not: repeat it with the same keys, which"
            + " changes nothing if it was kept",
        cause);
  }

  static StorageException cannotOpen(SQLException cause, String what) {
    // only SQLite's driver leaves the state empty
    Kind kind = cause.getSQLState() == null ? sqlite(cause.getErrorCode()) : sqlState(cause);
    return new StorageException(
        kind.code,
        what + " cannot be opened: " + kind.problem + " (" + numbers(cause) + "): " + kind.next,
        cause);
  }

  private static String numbers(SQLException cause) {
    // never the driver's own text: it may quote values of the row
    return cause.getSQLState() == null
        ? "SQLite error " + cause.getErrorCode()
        : "SQLSTATE " + cause.getSQLState();
  }

  private static Kind sqlite(int errorCode) {
    return switch (errorCode & 0xff) {
      case 5, 6 -> Kind.BUSY;
      case 8 -> Kind.READ_ONLY;
      case 10 -> Kind.UNAVAILABLE;
      case 11, 26 -> Kind.CORRUPT;
      case 13 -> Kind.FULL;
      case 14 -> Kind.UNAVAILABLE;
      default -> Kind.OTHER;
    };
  }

  private static Kind sqlState(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (isConnectionLost(cause)) {
      return Kind.UNAVAILABLE;
    }
    return switch (state) {
      case "53100" -> Kind.FULL;
      case "25006" -> Kind.READ_ONLY;
      case "XX001", "XX002" -> Kind.CORRUPT;
      case "40001", "40P01", "55P03" -> Kind.BUSY;
      default -> Kind.OTHER;
    };
  }

  /** Class 08 (connection exception) and 57P0x (the server shuts down). */
  static boolean isConnectionLost(SQLException cause) {
    String state = cause.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }

  private enum Kind {
    FULL("core.storage-full", "the disk is full", "make room and repeat the call"),
    CORRUPT(
        "core.storage-corrupt",
        "the file is damaged or is not a database",
        "restore it from a backup, and check that the path is right"),
    READ_ONLY(
        "core.storage-read-only",
        "the database may only be read",
        "check the permissions of the file and of its folder"),
    UNAVAILABLE(
        "core.storage-unavailable",
        "the database does not answer or its file cannot be opened",
        "check that it runs, that the path exists and that you may write there, then repeat the"
            + " call"),
    BUSY(
        "core.storage-busy",
        "others kept the database locked for the whole time-out",
        "repeat the call, or look for a transaction that stays open"),
    DUPLICATE_ROW(
        "core.duplicate-row",
        "a row with the same key is there already",
        "read what is there, or use another key"),
    OTHER("core.storage", "the database refused a statement", "see the cause");

    private final String code;
    private final String problem;
    private final String next;

    Kind(String code, String problem, String next) {
      this.code = code;
      this.problem = problem;
      this.next = next;
    }
  }
}

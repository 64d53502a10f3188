package dev.factory.core.jdbc;

import dev.factory.core.jdbc.Transactions.Connections;
import dev.factory.core.jdbc.Transactions.Lease;
import dev.factory.core.jdbc.Transactions.Mode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections to one SQLite file, kept open between transactions. */
final class SqliteFile implements Connections {
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  private final Path file;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SqliteFile(Path file) {
    this.file = file;
    try {
      Connection first = open();
      useWriteAheadLog(first);
      idle.push(first);
    } catch (SQLException e) {
      throw StorageException.cannotOpen(e, file.toString());
    }
  }

  /** Lasts for the life of the file: readers and the one writer no longer wait for each other. */
  static void useWriteAheadLog(Connection connection) throws SQLException {
    Transactions.execute(connection, "PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
    for (int attempt = 1; ; attempt++) {
      try {
        Transactions.execute(connection, "PRAGMA journal_mode = WAL");
        return;
      } catch (SQLException e) {
        // two processes that open a new file at once: here SQLite does not wait by itself
        if (!Dialect.SQLITE.isTransient(e) || attempt == Transactions.ATTEMPTS) {
          throw e;
        }
        Transactions.pause(attempt);
      }
    }
  }

  /** Lasts for the life of a connection: a commit is on the disk when it returns. */
  static void makeDurable(Connection connection) throws SQLException {
    Transactions.execute(connection, "PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
    Transactions.execute(connection, "PRAGMA synchronous = FULL");
    Transactions.execute(connection, "PRAGMA foreign_keys = ON");
  }

  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      makeDurable(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Lease lease(Mode mode) throws SQLException {
    if (closed) {
      throw new IllegalStateException(file + " was closed; open it again before using it");
    }
    Connection kept = idle.poll();
    Connection connection = kept == null ? open() : kept;
    return OpenTransaction.begin(connection, Dialect.SQLITE, mode, this::giveBack);
  }

  private void giveBack(Connection connection, boolean usable) throws SQLException {
    if (usable && !closed) {
      idle.push(connection);
      if (closed) {
        close();
      }
    } else {
      connection.close();
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public boolean mayRunAgain() {
    return false; // BEGIN IMMEDIATE has waited for its turn, and nobody takes it away
  }

  @Override
  public void close() {
    closed = true;
    SQLException failed = null;
    for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
      try {
        connection.close();
      } catch (SQLException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw StorageException.of(failed, Dialect.SQLITE);
    }
  }
}

package dev.factory.examples.cli;

import dev.factory.core.jdbc.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second command that writes out of a database while one is at work there. Rows and
 * receipts would stand it; an operator who started one thing twice wants to be told. A command that
 * is killed lets go by that.
 */
final class Alone {
  /** "factcli" in ASCII; making tables takes another, "factory", on connections of its own. */
  private static final long LOCK = 0x66_61_63_74_63_6c_69L;

  private Alone() {}

  /** What is done alone. */
  @FunctionalInterface
  interface Work {
    int run() throws IOException;
  }

  /**
   * {@return what the work returned, during which no other command had the right to write there}
   *
   * @throws CliException {@code cli.busy} if another has it; the work was not begun
   */
  static int in(Location location, Transactions transactions, Work work) throws IOException {
    if (location instanceof Location.SqliteFile sqlite) {
      return besideFile(sqlite.file(), work);
    }
    return transactions.outside(connection -> onServer(connection, work));
  }

  private static int besideFile(Path database, Work work) throws IOException {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (lock == null) {
        throw busy();
      }
      return work.run();
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // another thread of this very process
      return null;
    }
  }

  /** The lock is the session's: it goes when the connection does. */
  private static int onServer(Connection connection, Work work) throws SQLException {
    if (!answer(connection, "SELECT pg_try_advisory_lock(?)")) {
      throw busy();
    }
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      answer(connection, "SELECT pg_advisory_unlock(?)");
    }
  }

  private static boolean answer(Connection connection, String question) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(question)) {
      select.setLong(1, LOCK);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static CliException busy() {
    return new CliException(
        "cli.busy",
        "another factory command is writing to this database; nothing was done: run this one when"
            + " that has ended");
  }
}

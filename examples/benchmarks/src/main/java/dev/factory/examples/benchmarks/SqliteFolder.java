package dev.factory.examples.benchmarks;

import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** SQLite files in a temporary folder. */
final class SqliteFolder implements Database {
  private final Path folder;
  private int files;

  SqliteFolder() {
    try {
      this.folder = Files.createTempDirectory("factory-benchmarks");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public String durability() throws SQLException {
    try (Instance instance = empty();
        Connection connection = instance.connect()) {
      return "journal_mode="
          + pragma(connection, "journal_mode")
          + " synchronous="
          + pragma(connection, "synchronous")
          + " (2 is FULL)";
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA " + name)) {
      return found.getString(1);
    }
  }

  @Override
  public Instance empty() {
    Path file = folder.resolve("ledger-" + files++ + ".db");
    Transactions transactions = Transactions.sqlite(file);
    JdbcReceiptStore.schema().migrate(transactions);
    return new File(file, transactions);
  }

  @Override
  public List<Raw> rawWays() {
    return List.of(
        new Raw("raw insert, prepared batch", connection -> new RowBatches(connection, false)));
  }

  @Override
  public void close() {
    try {
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record File(Path file, Transactions transactions) implements Instance {

    @Override
    public Connection connect() throws SQLException {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
      }
      return connection;
    }

    @Override
    public void close() {
      transactions.close();
      try {
        for (String suffix : List.of("", "-wal", "-shm")) {
          Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

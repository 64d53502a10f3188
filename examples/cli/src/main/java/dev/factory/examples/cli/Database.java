package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.StorageException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An open database and the shard of it that is looked at. */
final class Database implements AutoCloseable {
  private final Transactions transactions;
  private final JdbcReceiptStore store;

  private Database(Transactions transactions, String shard) {
    this.transactions = transactions;
    this.store = new JdbcReceiptStore(transactions, shard);
  }

  /**
   * {@return the database there}
   *
   * @throws FactoryException if it is not there, cannot be opened or holds no ledger
   */
  static Database open(Location location, String shard) {
    Transactions transactions = connect(location);
    try {
      return new Database(transactions, shard);
    } catch (RuntimeException e) {
      transactions.close();
      throw e;
    }
  }

  /** {@return transactions there, whatever the database holds} */
  static Transactions connect(Location location) {
    try {
      return location.open();
    } catch (StorageException e) {
      throw e.getCause() instanceof SQLException cause ? inPlainWords(cause, e) : e;
    }
  }

  private static FactoryException inPlainWords(SQLException cause, StorageException failure) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (state.startsWith("28")) {
      return new CliException(
          "cli.login-refused",
          "the database refused user or password; nothing was done: set FACTORY_DB_USER and"
              + " FACTORY_DB_PASSWORD, or give --db-user and --db-password-file");
    }
    if (state.equals("3D000")) {
      return new CliException(
          "cli.no-database",
          "the server has no database of this name; nothing was made: check --db");
    }
    return failure;
  }

  Transactions transactions() {
    return transactions;
  }

  JdbcReceiptStore store() {
    return store;
  }

  /** {@return the names of the shards that hold receipts} */
  List<String> shards() {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT shard FROM receipt_head ORDER BY shard");
              ResultSet found = select.executeQuery()) {
            List<String> shards = new ArrayList<>();
            while (found.next()) {
              shards.add(found.getString(1));
            }
            return shards;
          }
        });
  }

  @Override
  public void close() {
    transactions.close();
  }
}

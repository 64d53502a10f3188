package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Dialect;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.KeyHistory;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import dev.factory.receipts.spi.ReceiptStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be said of a database and the ledger in it; each line from a look at the real thing. */
final class LedgerChecks implements AutoCloseable {
  private static final String DATABASE = "Database";
  private static final String LEDGER = "Receipts ledger";
  private static final String STORAGE = "Ledger storage";
  private static final String KEY = "Signing key";

  /**
   * Above this part of the connections operators are alerted (guide: Key Performance Indicators).
   */
  private static final int ALERT_PERCENT = 90;

  private final Location location;
  private final @Nullable Transactions transactions;
  private final @Nullable ReceiptStore store;
  private final @Nullable FactoryException trouble;
  private final String shard;

  private LedgerChecks(
      Location location,
      String shard,
      @Nullable Transactions transactions,
      @Nullable ReceiptStore store,
      @Nullable FactoryException trouble) {
    this.location = location;
    this.shard = shard;
    this.transactions = transactions;
    this.store = store;
    this.trouble = trouble;
  }

  /** Never fails: what is wrong is what the checks say. */
  static LedgerChecks of(Location location, String shard) {
    Transactions transactions;
    try {
      transactions = Database.connect(location);
    } catch (FactoryException e) {
      return new LedgerChecks(location, shard, null, null, e);
    }
    try {
      return new LedgerChecks(
          location, shard, transactions, new JdbcReceiptStore(transactions, shard), null);
    } catch (FactoryException e) {
      return new LedgerChecks(location, shard, transactions, null, e);
    }
  }

  Check database() {
    if (transactions == null) {
      return Check.failed(DATABASE, "UNREACHABLE", code());
    }
    try {
      return transactions.dialect() == Dialect.SQLITE
          ? transactions.read(this::file)
          : transactions.read(LedgerChecks::connections);
    } catch (FactoryException e) {
      return Check.failed(DATABASE, "FAILING", e.code());
    }
  }

  private Check file(Connection connection) throws SQLException {
    long pages = number(connection, "PRAGMA page_count");
    long size = pages * number(connection, "PRAGMA page_size");
    String version = connection.getMetaData().getDatabaseProductVersion();
    return Check.ok(
        DATABASE, "HEALTHY", "SQLite " + version + ", a file of " + Text.megabytes(size));
  }

  private static Check connections(Connection connection) throws SQLException {
    long most = number(connection, "SELECT current_setting('max_connections')::int");
    long used =
        number(
            connection,
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
    String figures = "connections: " + used + "/" + most;
    return used * 100 > most * ALERT_PERCENT
        ? Check.failed(DATABASE, "NEARLY FULL", figures)
        : Check.ok(DATABASE, "HEALTHY", figures);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet found = select.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  Check ledger() {
    if (store == null) {
      return Check.failed(LEDGER, "NOT ACCESSIBLE", code());
    }
    try {
      long size = store.head().size();
      if (size == 0) {
        return Check.failed(LEDGER, "EMPTY", "no receipts in shard " + shard);
      }
      boolean both = Receipts.at(store, 0).isPresent() && Receipts.at(store, size - 1).isPresent();
      return both
          ? Check.ok(LEDGER, "ACCESSIBLE", Text.count(size, "receipt"))
          : Check.failed(LEDGER, "DAMAGED", "its first or its last receipt is missing");
    } catch (FactoryException e) {
      return Check.failed(LEDGER, "NOT ACCESSIBLE", e.code());
    }
  }

  /** Writes where a receipt would be written first, and takes it back. */
  Check storage() {
    if (transactions == null || store == null) {
      return Check.failed(STORAGE, "NOT ACCESSIBLE", code());
    }
    try {
      transactions.write(
          connection -> {
            try (PreparedStatement touch =
                connection.prepareStatement(
                    "UPDATE receipt_head SET size = size WHERE shard = ?")) {
              touch.setString(1, shard);
              touch.executeUpdate();
            }
            throw new TakenBack();
          });
      throw new IllegalStateException("the transaction was not undone");
    } catch (TakenBack e) {
      return Check.ok(STORAGE, "WRITABLE", "");
    } catch (FactoryException e) {
      return Check.failed(STORAGE, "NOT WRITABLE", e.code());
    }
  }

  Check signingKey(@Nullable Path file) {
    if (file == null) {
      return Check.notChecked(KEY, "give --key");
    }
    if (!Files.exists(file)) {
      return Check.failed(KEY, "MISSING", "receipts.key-missing");
    }
    try {
      String kid = SigningKey.loadPem(file).verifier().kid();
      if (store == null) {
        return Check.ok(KEY, "LOADED", kid);
      }
      Optional<KeyHistory.Entry> entry = Genesis.of(store).keys().find(kid);
      if (entry.isEmpty()) {
        return Check.failed(KEY, "UNKNOWN TO THE LEDGER", kid);
      }
      return entry.get().to() > store.head().size()
          ? Check.ok(KEY, "LOADED", kid)
          : Check.failed(KEY, "RETIRED", kid);
    } catch (FactoryException e) {
      return Check.failed(KEY, "NOT LOADED", e.code());
    }
  }

  private String code() {
    String code = trouble == null ? "" : trouble.code() + ": ";
    return code + location.name();
  }

  @Override
  public void close() {
    if (transactions != null) {
      transactions.close();
    }
  }

  /** Has a transaction undone that went well. */
  private static final class TakenBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

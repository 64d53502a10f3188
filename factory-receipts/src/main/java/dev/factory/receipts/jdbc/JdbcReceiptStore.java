package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.core.jdbc.Schema;
import dev.factory.core.jdbc.StorageException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One shard in SQLite or PostgreSQL: tables {@code receipt}, {@code receipt_payload}, {@code
 * receipt_stream} and {@code receipt_head}.
 *
 * <p>Every promise of {@link ReceiptStore} holds, also between processes that share the database.
 * Durability is that of {@link Transactions}.
 */
public final class JdbcReceiptStore implements ReceiptStore {
  private static final String DEFAULT_SHARD = "main";
  private static final int FETCH = 1_000;

  /** Rows of one round trip: those that follow may still be being signed meanwhile. */
  private static final int WRITTEN_TOGETHER = 128;

  private final Transactions transactions;
  private final String shard;
  private final Rows rows;

  /**
   * @param transactions of the database that holds, or shall hold, the receipts
   * @param shard which chain; several may live in one database, 1 to 200 characters
   * @throws dev.factory.core.FactoryException if the tables are missing or of another release; see
   *     {@link #schema}
   */
  public JdbcReceiptStore(Transactions transactions, String shard) {
    this(
        transactions,
        shard,
        transactions.dialect() == Dialect.SQLITE ? new SqliteRows() : new PostgresRows());
    schema().check(transactions);
  }

  private JdbcReceiptStore(Transactions transactions, String shard, Rows rows) {
    this.transactions = transactions;
    this.shard = shard;
    this.rows = rows;
  }

  /** The shard {@code main}; see {@link #JdbcReceiptStore(Transactions, String)}. */
  public JdbcReceiptStore(Transactions transactions) {
    this(transactions, DEFAULT_SHARD);
  }

  /** {@return the tables of the ledger: call {@code migrate} on it once} */
  public static Schema schema() {
    return new Schema(
        "receipts",
        path -> JdbcReceiptStore.class.getResourceAsStream(path),
        List.of("V001__ledger"));
  }

  @Override
  public Head head() {
    return transactions.read(this::readHead);
  }

  private Head readHead(Connection connection) throws SQLException {
    return readHead(connection, "");
  }

  private Head readHead(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT size, leaf, last_id, last_accepted_at FROM receipt_head WHERE shard = ?"
                + lock)) {
      select.setString(1, shard);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? rows.head(found) : Head.EMPTY;
      }
    }
  }

  @Override
  public AppendResult append(Head expected, List<NewReceipt> batch) {
    try {
      return transactions.write(connection -> append(connection, expected, batch));
    } catch (StorageException e) {
      if (e.isDuplicateRow()) {
        return collision(expected, batch, e);
      }
      throw e;
    }
  }

  @Override
  public AppendResult appendInTurn(InTurn batch) {
    Made made = new Made();
    try {
      return transactions.write(
          connection -> {
            made.head = readHead(connection, rows.lock());
            JdbcReceiptStore view =
                new JdbcReceiptStore(transactions.joining(connection), shard, rows);
            made.batch = batch.onto(made.head, view);
            return append(connection, made.head, made.batch);
          });
    } catch (StorageException e) {
      if (e.isDuplicateRow()) {
        return collision(made.head, made.batch, e);
      }
      throw e;
    }
  }

  /** What a transaction that may be run again made last. */
  private static final class Made {
    private Head head = Head.EMPTY;
    private List<NewReceipt> batch = List.of();
  }

  private AppendResult append(Connection connection, Head expected, List<NewReceipt> batch)
      throws SQLException {
    NewReceipt last = batch.get(batch.size() - 1);
    // first of all, since on PostgreSQL this row is the lock that makes the other writers wait
    if (!rows.swapHead(connection, shard, expected, last)) {
      return new AppendResult.Conflict(readHead(connection));
    }
    for (int from = 0; from < batch.size(); from += WRITTEN_TOGETHER) {
      int to = Math.min(from + WRITTEN_TOGETHER, batch.size());
      rows.insert(connection, shard, List.copyOf(batch.subList(from, to)));
    }
    return new AppendResult.Committed();
  }

  /** The transaction is undone; what it ran into is there to be read. */
  private AppendResult collision(Head expected, List<NewReceipt> batch, StorageException e) {
    Head actual = head();
    if (actual.size() != expected.size() || !actual.leaf().equals(expected.leaf())) {
      return new AppendResult.Conflict(actual);
    }
    Map<String, StoredReceipt> existing =
        byIdempotencyKeys(
            batch.stream().map(receipt -> receipt.receipt().idempotencyKey()).toList());
    if (existing.isEmpty()) {
      throw e;
    }
    return new AppendResult.Duplicate(existing);
  }

  @Override
  public void range(long from, long to, Consumer<StoredReceipt> visitor) {
    transactions.read(
        connection -> {
          long seen = 0;
          try (PreparedStatement select =
              connection.prepareStatement(
                  Rows.SELECT + " WHERE r.shard = ? AND r.seq >= ? AND r.seq < ? ORDER BY r.seq")) {
            select.setString(1, shard);
            select.setLong(2, from);
            select.setLong(3, to);
            select.setFetchSize(FETCH);
            try (ResultSet found = select.executeQuery()) {
              while (found.next()) {
                visitor.accept(rows.receipt(found));
                seen++;
              }
            }
          }
          return seen;
        });
  }

  @Override
  public Optional<StoredReceipt> byId(UUID id) {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(Rows.SELECT + " WHERE r.id = ? AND r.shard = ?")) {
            rows.setId(select, 1, id);
            select.setString(2, shard);
            try (ResultSet found = select.executeQuery()) {
              return found.next() ? Optional.of(rows.receipt(found)) : Optional.empty();
            }
          }
        });
  }

  @Override
  public Map<String, StoredReceipt> byIdempotencyKeys(Collection<String> keys) {
    return transactions.read(
        connection -> {
          Map<String, StoredReceipt> byKey = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  Rows.SELECT + " WHERE r.shard = ? AND " + rows.isAnyOf("r.idem_key"))) {
            select.setString(1, shard);
            rows.forEachMatch(
                select,
                2,
                keys,
                found -> {
                  StoredReceipt receipt = rows.receipt(found);
                  byKey.put(receipt.idempotencyKey(), receipt);
                });
          }
          return byKey;
        });
  }

  @Override
  public Map<String, StreamHead> streamHeads(Collection<String> keys) {
    return transactions.read(
        connection -> {
          Map<String, StreamHead> heads = new HashMap<>();
          try (PreparedStatement select = connection.prepareStatement(rows.streamHeads())) {
            select.setString(1, shard);
            rows.forEachMatch(
                select,
                2,
                keys,
                found ->
                    heads.put(
                        found.getString(1),
                        new StreamHead(found.getLong(2) + 1, Rows.hash(found, 3))));
          }
          return heads;
        });
  }

  @Override
  public List<StoredReceipt> stream(String key, long from, int limit) {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  Rows.SELECT
                      + " JOIN receipt_stream s ON s.shard = r.shard AND s.seq = r.seq"
                      + " WHERE s.shard = ? AND s.stream = ? AND s.stream_seq >= ?"
                      + " ORDER BY s.stream_seq LIMIT ?")) {
            select.setString(1, shard);
            select.setString(2, key);
            select.setLong(3, from);
            select.setInt(4, limit);
            try (ResultSet found = select.executeQuery()) {
              return rows.receipts(found);
            }
          }
        });
  }
}

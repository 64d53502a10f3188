package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.core.jdbc.Schema;
import dev.factory.core.jdbc.StorageException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredCheckpoint;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One shard in SQLite or PostgreSQL: tables {@code receipt}, {@code receipt_payload}, {@code
 * receipt_stream}, {@code receipt_head}, {@code receipt_erasure}, {@code receipt_tree} and {@code
 * receipt_checkpoint}.
 *
 * <p>Every promise of {@link ReceiptStore} holds, also between processes that share the database.
 * Durability is that of {@link Transactions}. On PostgreSQL, connections must be those of {@code
 * org.postgresql:postgresql} or of a pool over them: rows are written by its {@code COPY}.
 *
 * <p><b>What remains of an erased payload.</b> Until {@link #compact}: its bytes in pages that are
 * free again, and in the write-ahead log. After it, on SQLite: nothing in the database, {@code
 * -wal} and {@code -shm} files; SQLite's temporary files have no name and go with the connection
 * that made them; blocks that files gave back to the file system are as clean as that makes them.
 * After it, on PostgreSQL: nothing in the files of the tables once the next checkpoint has removed
 * the old one; but the write-ahead log ({@code pg_wal}) holds what was ever written until its
 * segments are removed or overwritten, some checkpoints later, and archived logs, replicas and
 * backups hold it as long as they are kept. Neither keeps a copy in planner statistics. What
 * destroys it everywhere at once is destroying the subject's secret.
 */
public final class JdbcReceiptStore implements ReceiptStore {
  private static final String DEFAULT_SHARD = "main";
  private static final Duration COMPACTION_PATIENCE = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final String shard;
  private final Rows rows;
  private final LookUps lookUps;
  private final Search search;
  private final ErasedPayloads erased;
  private final TreeTable tree;
  private final CheckpointTable checkpoints;

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
    this.lookUps = new LookUps(rows, shard);
    this.search = new Search(rows, shard);
    this.erased = new ErasedPayloads(rows, shard);
    this.tree = new TreeTable(shard);
    this.checkpoints = new CheckpointTable(shard);
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
        List.of("V001__ledger", "V002__queries_erasure_tree"));
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
    for (NewReceipt receipt : rows.insert(connection, shard, batch)) {
      erased.apply(connection, receipt);
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
    transactions.read(connection -> lookUps.range(connection, from, to, visitor));
  }

  @Override
  public Optional<StoredReceipt> byId(UUID id) {
    return transactions.read(connection -> lookUps.byId(connection, id));
  }

  @Override
  public Map<String, StoredReceipt> byIdempotencyKeys(Collection<String> keys) {
    return transactions.read(connection -> lookUps.byIdempotencyKeys(connection, keys));
  }

  @Override
  public Map<String, StreamHead> streamHeads(Collection<String> keys) {
    return transactions.read(connection -> lookUps.streamHeads(connection, keys));
  }

  @Override
  public void streamHeadsAt(long size, BiConsumer<String, StreamHead> visitor) {
    transactions.read(connection -> StreamEnds.read(connection, shard, size, visitor));
  }

  @Override
  public List<StoredReceipt> stream(String key, long from, int limit) {
    requireLimit(limit);
    return transactions.read(
        connection ->
            search.inStream(
                connection,
                ReceiptFilter.ALL.inStream(key),
                new Search.Range(from, Long.MAX_VALUE),
                Search.Direction.FORWARDS,
                limit));
  }

  @Override
  public List<StoredReceipt> find(ReceiptFilter filter, long from, int limit) {
    Search.Range range = new Search.Range(from, Long.MAX_VALUE);
    return find(filter, range, Search.Direction.FORWARDS, limit);
  }

  @Override
  public List<StoredReceipt> findBackwards(ReceiptFilter filter, long before, int limit) {
    return find(filter, new Search.Range(0, before), Search.Direction.BACKWARDS, limit);
  }

  private List<StoredReceipt> find(
      ReceiptFilter filter, Search.Range range, Search.Direction direction, int limit) {
    requireLimit(limit);
    return transactions.read(
        connection -> search.find(connection, filter, range, direction, limit));
  }

  private static void requireLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1, not " + limit);
    }
  }

  @Override
  public List<Long> certificates(long seq) {
    return transactions.read(connection -> erased.certificates(connection, seq));
  }

  @Override
  public List<ReceiptHash> hashes(int level, long from, int limit) {
    requireLimit(limit);
    ReceiptStore.requireLevel(level, 0);
    return transactions.read(
        connection ->
            level == 0
                ? tree.leaves(connection, readHead(connection), from, limit)
                : tree.subtrees(connection, level, from, limit));
  }

  @Override
  public void putHashes(int level, long from, List<ReceiptHash> hashes) {
    ReceiptStore.requireLevel(level, 1);
    transactions.write(
        connection -> {
          tree.put(connection, level, from, hashes);
          return hashes.size();
        });
  }

  @Override
  public Optional<StoredCheckpoint> latestCheckpoint() {
    return transactions.read(checkpoints::latest);
  }

  @Override
  public boolean putCheckpoint(long before, StoredCheckpoint next) {
    next.requireToFollow(before);
    return transactions.write(connection -> checkpoints.put(connection, before, next));
  }

  /**
   * {@inheritDoc}
   *
   * <p>SQLite: rewrites the whole database file, which needs as much room again; writers wait, and
   * readers that stay open for longer than 30 s keep it from finishing. PostgreSQL: rewrites {@code
   * receipt_payload} of all shards with {@code VACUUM FULL}, which makes readers and writers of
   * payloads wait, once all transactions that were open before have ended; it waits for those for
   * up to 30 s. The table of {@link dev.factory.core.jdbc.Outbox} is compacted on SQLite only.
   *
   * @throws dev.factory.core.FactoryException {@code receipts.compaction-blocked} if others kept
   *     old states of the database in use: erased text may still be there, compact again
   * @throws IllegalStateException if the store is joined to a host's transaction
   */
  @Override
  public void compact() {
    transactions.outside(
        connection -> {
          rows.compact(connection, COMPACTION_PATIENCE);
          return shard;
        });
  }
}

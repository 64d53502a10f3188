package dev.factory.receipts.jdbc;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Receipts as rows, where the two databases differ. */
interface Rows {
  /** What {@link #receipt} reads, of receipts r and payloads p. */
  String COLUMNS =
      "SELECT r.seq, r.id, r.type, r.accepted_at, r.idem_key, r.header, r.signature, p.data,"
          + " p.disclosures";

  DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Times of receipts are between these, and both databases can hold and compare them. */
  Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** The beginning of a query of receipts r, the payload p of each being looked up by itself. */
  String select();

  /** The same for places s in streams: receipts are looked up from there. */
  String selectFromStreams();

  /** A parameter that takes a time as {@link #bound} writes it. */
  String timeParameter();

  /** Moves the head from {@code expected} to {@code last}; false if it was not there. */
  boolean swapHead(Connection connection, String shard, Head expected, NewReceipt last)
      throws SQLException;

  /** What to add to a query of a row so that other writers wait for this transaction. */
  String lock();

  /**
   * Writes receipts, asking for one after the other, since the last may still be being signed.
   *
   * @return the same, finished
   */
  List<NewReceipt> insert(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException;

  Head head(ResultSet row) throws SQLException;

  /** The text of a time column, as headers write it. */
  String timestamp(ResultSet row, int column) throws SQLException;

  void setId(PreparedStatement statement, int parameter, UUID id) throws SQLException;

  /**
   * A query of name, position and leaf of the last row of each stream: the shard is its first
   * parameter, the second is filled by {@link #forEachMatch}. It takes one step down an index for
   * each stream, however long that is.
   */
  String streamHeads();

  /** A condition with one parameter, to be filled by {@link #forEachMatch}. */
  String isAnyOf(String column);

  /** Shows the rows whose column has one of the values; the other parameters are set already. */
  void forEachMatch(
      PreparedStatement select, int parameter, Collection<String> values, RowVisitor visitor)
      throws SQLException;

  /** The same for positions. */
  void forEachPosition(
      PreparedStatement select, int parameter, Collection<Long> positions, RowVisitor visitor)
      throws SQLException;

  /**
   * Rewrites what {@link dev.factory.receipts.spi.ReceiptStore#compact} is about.
   *
   * @param patience how long to wait for those who still look at old states
   */
  void compact(Connection connection, Duration patience) throws SQLException;

  /** Takes one row. */
  interface RowVisitor {
    void accept(ResultSet row) throws SQLException;
  }

  default StoredReceipt receipt(ResultSet row) throws SQLException {
    String data = row.getString(8);
    return new StoredReceipt(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        timestamp(row, 4),
        row.getString(5),
        row.getBytes(6),
        row.getString(7),
        data == null ? null : new StoredPayload(data, row.getString(9)));
  }

  default List<StoredReceipt> receipts(ResultSet found) throws SQLException {
    List<StoredReceipt> receipts = new ArrayList<>();
    while (found.next()) {
      receipts.add(receipt(found));
    }
    return receipts;
  }

  static ReceiptHash hash(ResultSet row, int column) throws SQLException {
    return ReceiptHash.of(row.getBytes(column));
  }

  /**
   * {@return the first time a receipt can have that is not before {@code time}: receipts have whole
   * milliseconds}
   */
  static String bound(Instant time) {
    Instant within = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    Instant whole = within.truncatedTo(ChronoUnit.MILLIS);
    return TIMESTAMP.format(whole.equals(within) ? whole : whole.plusMillis(1));
  }

  static FactoryException compactionBlocked(String by) {
    return new FactoryException(
        "receipts.compaction-blocked",
        by
            + "; no receipt was changed, and erased text may still be in the files: end what is"
            + " open and compact again");
  }
}

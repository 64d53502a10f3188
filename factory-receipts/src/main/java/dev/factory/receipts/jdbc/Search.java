package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.StoredReceipt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Receipts that fit a filter. Whatever is asked for becomes a range of one index, so that nothing
 * is read in vain. Times have no index of their own: they never decrease with the position, and a
 * binary search over positions finds where a time range begins and ends.
 */
final class Search {
  /** More than any ledger has; the search begins with half of all there could be. */
  private static final long WIDEST = 1L << 50;

  private static final String PLACES_BELOW =
      countOf(
          "SELECT s.seq < ? FROM receipt_stream s WHERE s.shard = ? AND s.stream = ?"
              + " AND s.stream_seq = place + width - 1");

  private final Rows rows;
  private final String shard;
  private final String acceptedBefore;

  Search(Rows rows, String shard) {
    this.rows = rows;
    this.shard = shard;
    this.acceptedBefore =
        countOf(
            "SELECT r.accepted_at < "
                + rows.timeParameter()
                + " FROM receipt r WHERE r.shard = ? AND r.seq = place + width - 1");
  }

  /** Which way to read, and how SQL says so. */
  enum Direction {
    FORWARDS(""),
    BACKWARDS(" DESC");

    private final String sql;

    Direction(String sql) {
      this.sql = sql;
    }
  }

  /** Positions from {@code from}, inclusive, to {@code to}, exclusive. */
  record Range(long from, long to) {
    boolean isEmpty() {
      return from >= to;
    }
  }

  /**
   * A query that counts the rows at the beginning of an ordered table for which {@code isBefore}
   * holds, in steps that halve: one look-up each, and a row that does not exist is not before.
   */
  private static String countOf(String isBefore) {
    return "WITH RECURSIVE step (place, width) AS (SELECT CAST(0 AS BIGINT), CAST("
        + WIDEST
        + " AS BIGINT) UNION ALL SELECT place + CASE WHEN ("
        + isBefore
        + ") THEN width ELSE 0 END, width / 2 FROM step WHERE width > 0)"
        + " SELECT place FROM step WHERE width = 0";
  }

  List<StoredReceipt> find(
      Connection connection, ReceiptFilter filter, Range wanted, Direction direction, int limit)
      throws SQLException {
    Range positions = inTime(connection, filter, wanted);
    if (positions.isEmpty()) {
      return List.of();
    }
    String stream = filter.stream();
    if (stream != null) {
      Range places =
          new Range(
              placesBelow(connection, stream, positions.from()),
              placesBelow(connection, stream, positions.to()));
      return inStream(connection, filter, places, direction, limit);
    }
    return filter.type() == null
        ? anywhere(connection, positions, direction, limit)
        : ofType(connection, filter.type(), positions, direction, limit);
  }

  private Range inTime(Connection connection, ReceiptFilter filter, Range wanted)
      throws SQLException {
    long from = Math.max(0, wanted.from());
    long to = wanted.to();
    if (filter.from() != null) {
      from = Math.max(from, acceptedBefore(connection, filter.from()));
    }
    if (filter.to() != null && from < to) {
      to = Math.min(to, acceptedBefore(connection, filter.to()));
    }
    return new Range(from, to);
  }

  private long acceptedBefore(Connection connection, Instant time) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(acceptedBefore)) {
      select.setString(1, Rows.bound(time));
      select.setString(2, shard);
      return number(select);
    }
  }

  private long placesBelow(Connection connection, String stream, long seq) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PLACES_BELOW)) {
      select.setLong(1, seq);
      select.setString(2, shard);
      select.setString(3, stream);
      return number(select);
    }
  }

  private static long number(PreparedStatement select) throws SQLException {
    try (ResultSet found = select.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  private List<StoredReceipt> anywhere(
      Connection connection, Range positions, Direction direction, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            rows.select()
                + " WHERE r.shard = ? AND r.seq >= ? AND r.seq < ? ORDER BY r.seq"
                + direction.sql
                + " LIMIT ?")) {
      select.setString(1, shard);
      select.setLong(2, positions.from());
      select.setLong(3, positions.to());
      select.setInt(4, limit);
      return receipts(select);
    }
  }

  /** Compares whole keys of the index of types, so that no other index fits the query. */
  private List<StoredReceipt> ofType(
      Connection connection, String type, Range positions, Direction direction, int limit)
      throws SQLException {
    String order = direction.sql;
    try (PreparedStatement select =
        connection.prepareStatement(
            rows.select()
                + " WHERE (r.shard, r.type, r.seq) >= (?, ?, ?)"
                + " AND (r.shard, r.type, r.seq) < (?, ?, ?) ORDER BY r.shard"
                + order
                + ", r.type"
                + order
                + ", r.seq"
                + order
                + " LIMIT ?")) {
      select.setString(1, shard);
      select.setString(2, type);
      select.setLong(3, positions.from());
      select.setString(4, shard);
      select.setString(5, type);
      select.setLong(6, positions.to());
      select.setInt(7, limit);
      return receipts(select);
    }
  }

  /** {@return receipts at these places of the filter's stream, of its type if it has one} */
  List<StoredReceipt> inStream(
      Connection connection, ReceiptFilter filter, Range places, Direction direction, int limit)
      throws SQLException {
    String type = filter.type();
    try (PreparedStatement select =
        connection.prepareStatement(
            rows.selectFromStreams()
                + " WHERE s.shard = ? AND s.stream = ? AND s.stream_seq >= ? AND s.stream_seq < ?"
                + (type == null ? "" : " AND r.type = ?")
                + " ORDER BY s.stream_seq"
                + direction.sql
                + " LIMIT ?")) {
      int parameter = 1;
      select.setString(parameter++, shard);
      select.setString(parameter++, filter.stream());
      select.setLong(parameter++, places.from());
      select.setLong(parameter++, places.to());
      if (type != null) {
        select.setString(parameter++, type);
      }
      select.setInt(parameter, limit);
      return receipts(select);
    }
  }

  private List<StoredReceipt> receipts(PreparedStatement select) throws SQLException {
    try (ResultSet found = select.executeQuery()) {
      return rows.receipts(found);
    }
  }
}

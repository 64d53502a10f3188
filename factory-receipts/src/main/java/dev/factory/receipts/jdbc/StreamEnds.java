package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StreamHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BiConsumer;

/** The ends of all streams: three steps down an index for each, however long they are. */
final class StreamEnds {
  private static final int FETCH = 1_000;

  private static final String ALL =
      "WITH RECURSIVE known (stream) AS (SELECT MIN(f.stream) FROM receipt_stream f"
          + " WHERE f.shard = ? UNION ALL SELECT (SELECT MIN(n.stream) FROM receipt_stream n"
          + " WHERE n.shard = ? AND n.stream > known.stream) FROM known"
          + " WHERE known.stream IS NOT NULL)"
          + " SELECT known.stream, ("
          + lastOf("stream_seq")
          + "), ("
          + lastOf("leaf")
          + ") FROM known WHERE known.stream IS NOT NULL";

  private StreamEnds() {}

  /** By itself for each stream: a join would be free to read all places of all streams. */
  private static String lastOf(String column) {
    return "SELECT e."
        + column
        + " FROM receipt_stream e WHERE e.shard = ? AND e.stream = known.stream AND e.seq < ?"
        + " ORDER BY e.stream_seq DESC LIMIT 1";
  }

  static long read(
      Connection connection, String shard, long size, BiConsumer<String, StreamHead> visitor)
      throws SQLException {
    long seen = 0;
    try (PreparedStatement select = connection.prepareStatement(ALL)) {
      select.setString(1, shard);
      select.setString(2, shard);
      select.setString(3, shard);
      select.setLong(4, size);
      select.setString(5, shard);
      select.setLong(6, size);
      select.setFetchSize(FETCH);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          byte[] leaf = found.getBytes(3);
          if (leaf != null) {
            visitor.accept(
                found.getString(1), new StreamHead(found.getLong(2) + 1, ReceiptHash.of(leaf)));
            seen++;
          }
        }
      }
    }
    return seen;
  }
}

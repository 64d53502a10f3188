package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.StreamHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BiConsumer;

/** The ends of all streams: two steps down an index for each, however long they are. */
final class StreamEnds {
  private static final int FETCH = 1_000;

  private static final String ALL =
      "WITH RECURSIVE known (stream) AS (SELECT MIN(f.stream) FROM receipt_stream f"
          + " WHERE f.shard = ? UNION ALL SELECT (SELECT MIN(n.stream) FROM receipt_stream n"
          + " WHERE n.shard = ? AND n.stream > known.stream) FROM known"
          + " WHERE known.stream IS NOT NULL)"
          + " SELECT s.stream, s.stream_seq, s.leaf FROM known JOIN receipt_stream s"
          + " ON s.shard = ? AND s.stream = known.stream AND s.stream_seq ="
          + " (SELECT e.stream_seq FROM receipt_stream e WHERE e.shard = ?"
          + " AND e.stream = known.stream AND e.seq < ? ORDER BY e.stream_seq DESC LIMIT 1)";

  private StreamEnds() {}

  static long read(
      Connection connection, String shard, long size, BiConsumer<String, StreamHead> visitor)
      throws SQLException {
    long seen = 0;
    try (PreparedStatement select = connection.prepareStatement(ALL)) {
      for (int parameter = 1; parameter <= 4; parameter++) {
        select.setString(parameter, shard);
      }
      select.setLong(5, size);
      select.setFetchSize(FETCH);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          visitor.accept(
              found.getString(1), new StreamHead(found.getLong(2) + 1, Rows.hash(found, 3)));
          seen++;
        }
      }
    }
    return seen;
  }
}

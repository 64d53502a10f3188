package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Ids and times as text; the library runs in the process, so one row at a time costs little. */
final class SqliteRows implements Rows {
  /** Receipts after these may still be being signed meanwhile. */
  private static final int WRITTEN_TOGETHER = 128;

  private static final String PAYLOAD =
      " LEFT JOIN receipt_payload p ON p.shard = r.shard AND p.seq = r.seq";

  @Override
  public String select() {
    return COLUMNS + " FROM receipt r" + PAYLOAD;
  }

  @Override
  public String selectFromStreams() {
    // CROSS JOIN keeps the order of the tables
    return COLUMNS
        + " FROM receipt_stream s CROSS JOIN receipt r ON r.shard = s.shard AND r.seq = s.seq"
        + PAYLOAD;
  }

  @Override
  public String timeParameter() {
    return "?";
  }

  @Override
  public boolean swapHead(Connection connection, String shard, Head expected, NewReceipt last)
      throws SQLException {
    String sql =
        expected.size() == 0
            ? "INSERT INTO receipt_head (size, leaf, last_id, last_accepted_at, shard)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (shard) DO NOTHING"
            : "UPDATE receipt_head SET size = ?, leaf = ?, last_id = ?, last_accepted_at = ?"
                + " WHERE shard = ? AND size = ? AND leaf = ?";
    try (PreparedStatement swap = connection.prepareStatement(sql)) {
      StoredReceipt receipt = last.receipt();
      swap.setLong(1, receipt.seq() + 1);
      swap.setBytes(2, last.leaf().bytes());
      swap.setString(3, receipt.id());
      swap.setString(4, receipt.timestamp());
      swap.setString(5, shard);
      if (expected.size() > 0) {
        swap.setLong(6, expected.size());
        swap.setBytes(7, expected.leaf().bytes());
      }
      return swap.executeUpdate() == 1;
    }
  }

  @Override
  public String lock() {
    return ""; // a transaction that may write is alone as it is
  }

  @Override
  public List<NewReceipt> insert(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    List<NewReceipt> all = new ArrayList<>(batch.size());
    for (int from = 0; from < batch.size(); from += WRITTEN_TOGETHER) {
      int to = Math.min(from + WRITTEN_TOGETHER, batch.size());
      List<NewReceipt> finished = List.copyOf(batch.subList(from, to));
      insertReceipts(connection, shard, finished);
      insertPayloads(connection, shard, finished);
      insertStreams(connection, shard, finished);
      all.addAll(finished);
    }
    return all;
  }

  private static void insertReceipts(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt (shard, seq, id, type, accepted_at, idem_key, prev_hash, header,"
                + " signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, shard);
      for (NewReceipt entry : batch) {
        StoredReceipt receipt = entry.receipt();
        insert.setLong(2, receipt.seq());
        insert.setString(3, receipt.id());
        insert.setString(4, receipt.type());
        insert.setString(5, receipt.timestamp());
        insert.setString(6, receipt.idempotencyKey());
        insert.setBytes(7, entry.prevLeaf().bytes());
        insert.setBytes(8, receipt.header());
        insert.setString(9, receipt.signature());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertPayloads(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt_payload (shard, seq, data, disclosures) VALUES (?, ?, ?, ?)")) {
      insert.setString(1, shard);
      for (NewReceipt entry : batch) {
        StoredPayload payload = entry.receipt().payload();
        if (payload != null) {
          insert.setLong(2, entry.receipt().seq());
          insert.setString(3, payload.data());
          insert.setString(4, payload.disclosures());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void insertStreams(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt_stream (shard, stream, stream_seq, seq, leaf)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      insert.setString(1, shard);
      for (NewReceipt entry : batch) {
        for (StreamLink link : entry.streams()) {
          insert.setString(2, link.key());
          insert.setLong(3, link.seq());
          insert.setLong(4, entry.receipt().seq());
          insert.setBytes(5, entry.leaf().bytes());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  @Override
  public Head head(ResultSet row) throws SQLException {
    Head.Last last =
        new Head.Last(UUID.fromString(row.getString(3)), Instant.parse(row.getString(4)));
    return new Head(row.getLong(1), Rows.hash(row, 2), last);
  }

  @Override
  public String timestamp(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  @Override
  public void setId(PreparedStatement statement, int parameter, UUID id) throws SQLException {
    statement.setString(parameter, id.toString());
  }

  @Override
  public String streamHeads() {
    return "SELECT stream, stream_seq, leaf FROM receipt_stream WHERE shard = ? AND stream = ?"
        + " ORDER BY stream_seq DESC LIMIT 1";
  }

  @Override
  public String isAnyOf(String column) {
    return column + " = ?";
  }

  @Override
  public void forEachMatch(
      PreparedStatement select, int parameter, Collection<String> values, RowVisitor visitor)
      throws SQLException {
    for (String value : values) {
      select.setString(parameter, value);
      forEachRow(select, visitor);
    }
  }

  @Override
  public void forEachPosition(
      PreparedStatement select, int parameter, Collection<Long> positions, RowVisitor visitor)
      throws SQLException {
    for (long position : positions) {
      select.setLong(parameter, position);
      forEachRow(select, visitor);
    }
  }

  private static void forEachRow(PreparedStatement select, RowVisitor visitor) throws SQLException {
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        visitor.accept(found);
      }
    }
  }

  @Override
  public void compact(Connection connection, Duration patience) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long before = number(statement, "PRAGMA busy_timeout");
      statement.execute("PRAGMA busy_timeout = " + patience.toMillis());
      try {
        // first the log, so that the copy is made of one file; the copy goes through the log too
        emptyLog(statement);
        statement.execute("VACUUM");
        emptyLog(statement);
      } finally {
        statement.execute("PRAGMA busy_timeout = " + before);
      }
    }
  }

  private static void emptyLog(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
      throw Rows.compactionBlocked("somebody kept the write-ahead log in use all the while");
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}

package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamLink;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A whole batch in one copy for each table. */
final class PostgresRows implements Rows {
  private static final String RECEIPTS =
      "receipt (shard, seq, id, type, accepted_at, idem_key, prev_hash, header, signature)";
  private static final String PAYLOADS = "receipt_payload (shard, seq, data, disclosures)";
  private static final String STREAMS = "receipt_stream (shard, stream, stream_seq, seq, leaf)";

  // OFFSET 0 keeps the planner from turning look-ups into a join of whole tables
  private static final String PAYLOAD =
      " LEFT JOIN LATERAL (SELECT one.data, one.disclosures FROM receipt_payload one"
          + " WHERE one.shard = r.shard AND one.seq = r.seq OFFSET 0) p ON true";

  @Override
  public String select() {
    return COLUMNS + " FROM receipt r" + PAYLOAD;
  }

  @Override
  public String selectFromStreams() {
    return COLUMNS
        + " FROM receipt_stream s JOIN LATERAL (SELECT * FROM receipt one"
        + " WHERE one.shard = s.shard AND one.seq = s.seq OFFSET 0) r ON true"
        + PAYLOAD;
  }

  @Override
  public String timeParameter() {
    return "?::timestamptz";
  }

  @Override
  public boolean swapHead(Connection connection, String shard, Head expected, NewReceipt last)
      throws SQLException {
    String sql =
        expected.size() == 0
            ? "INSERT INTO receipt_head (size, leaf, last_id, last_accepted_at, shard)"
                + " VALUES (?, ?, ?, ?::timestamptz, ?) ON CONFLICT (shard) DO NOTHING"
            : "UPDATE receipt_head SET size = ?, leaf = ?, last_id = ?,"
                + " last_accepted_at = ?::timestamptz WHERE shard = ? AND size = ? AND leaf = ?";
    try (PreparedStatement swap = connection.prepareStatement(sql)) {
      StoredReceipt receipt = last.receipt();
      swap.setLong(1, receipt.seq() + 1);
      swap.setBytes(2, last.leaf().bytes());
      swap.setObject(3, UUID.fromString(receipt.id()));
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
    return " FOR UPDATE";
  }

  /**
   * One table after the other, since a connection carries one copy at a time: the receipts first,
   * each of which may still be being signed while those before it are on their way.
   */
  @Override
  public List<NewReceipt> insert(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    byte[] shardName = shard.getBytes(StandardCharsets.UTF_8);
    List<NewReceipt> finished = new ArrayList<>(batch.size());
    try (BinaryCopy copy = BinaryCopy.into(connection, RECEIPTS)) {
      for (NewReceipt entry : batch) {
        copyReceipt(copy, shardName, entry);
        finished.add(entry);
      }
      copy.finish();
    }
    try (BinaryCopy copy = BinaryCopy.into(connection, PAYLOADS)) {
      for (NewReceipt entry : finished) {
        copyPayload(copy, shardName, entry.receipt());
      }
      copy.finish();
    }
    if (finished.stream().anyMatch(entry -> !entry.streams().isEmpty())) {
      try (BinaryCopy copy = BinaryCopy.into(connection, STREAMS)) {
        for (NewReceipt entry : finished) {
          copyPlaces(copy, shardName, entry);
        }
        copy.finish();
      }
    }
    return finished;
  }

  private static void copyReceipt(BinaryCopy copy, byte[] shard, NewReceipt entry)
      throws SQLException {
    StoredReceipt receipt = entry.receipt();
    copy.row()
        .bytes(shard)
        .number(receipt.seq())
        .id(UUID.fromString(receipt.id()))
        .text(receipt.type())
        .time(Instant.parse(receipt.timestamp()))
        .text(receipt.idempotencyKey())
        .bytes(entry.prevLeaf().bytes())
        .bytes(receipt.header())
        .text(receipt.signature());
  }

  private static void copyPayload(BinaryCopy copy, byte[] shard, StoredReceipt receipt)
      throws SQLException {
    StoredPayload payload = receipt.payload();
    if (payload != null) {
      copy.row()
          .bytes(shard)
          .number(receipt.seq())
          .text(payload.data())
          .text(payload.disclosures());
    }
  }

  private static void copyPlaces(BinaryCopy copy, byte[] shard, NewReceipt entry)
      throws SQLException {
    for (StreamLink link : entry.streams()) {
      copy.row()
          .bytes(shard)
          .text(link.key())
          .number(link.seq())
          .number(entry.receipt().seq())
          .bytes(entry.leaf().bytes());
    }
  }

  @Override
  public Head head(ResultSet row) throws SQLException {
    Instant acceptedAt = row.getObject(4, OffsetDateTime.class).toInstant();
    Head.Last last = new Head.Last(row.getObject(3, UUID.class), acceptedAt);
    return new Head(row.getLong(1), Rows.hash(row, 2), last);
  }

  @Override
  public String timestamp(ResultSet row, int column) throws SQLException {
    return TIMESTAMP.format(row.getObject(column, OffsetDateTime.class));
  }

  @Override
  public void setId(PreparedStatement statement, int parameter, UUID id) throws SQLException {
    statement.setObject(parameter, id);
  }

  @Override
  public String streamHeads() {
    return "SELECT h.stream, h.stream_seq, h.leaf FROM (SELECT ?::text AS shard) o,"
        + " unnest(?::text[]) AS k (stream), LATERAL (SELECT s.stream, s.stream_seq, s.leaf"
        + " FROM receipt_stream s WHERE s.shard = o.shard AND s.stream = k.stream"
        + " ORDER BY s.stream_seq DESC LIMIT 1) h";
  }

  @Override
  public String isAnyOf(String column) {
    return column + " = ANY (?)";
  }

  @Override
  public void forEachMatch(
      PreparedStatement select, int parameter, Collection<String> values, RowVisitor visitor)
      throws SQLException {
    forEachRow(select, parameter, "text", values, visitor);
  }

  @Override
  public void forEachPosition(
      PreparedStatement select, int parameter, Collection<Long> positions, RowVisitor visitor)
      throws SQLException {
    forEachRow(select, parameter, "int8", positions, visitor);
  }

  private static void forEachRow(
      PreparedStatement select,
      int parameter,
      String sqlType,
      Collection<?> values,
      RowVisitor visitor)
      throws SQLException {
    Object[] all = values.toArray();
    select.setArray(parameter, select.getConnection().createArrayOf(sqlType, all));
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        visitor.accept(found);
      }
    }
  }

  @Override
  public void compact(Connection connection, Duration patience) throws SQLException {
    PostgresCompaction.run(connection, patience);
  }
}

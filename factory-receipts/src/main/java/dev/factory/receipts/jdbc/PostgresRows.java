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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A whole batch in one statement for each table: a column of values for each parameter. */
final class PostgresRows implements Rows {
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

  @Override
  public void insert(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    insertReceipts(connection, shard, batch);
    insertPayloads(connection, shard, batch);
    insertStreams(connection, shard, batch);
  }

  private static void insertReceipts(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt (shard, seq, id, type, accepted_at, idem_key, prev_hash, header,"
                + " signature) SELECT ?, * FROM unnest(?::bigint[], ?::uuid[], ?::text[],"
                + " ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[], ?::text[])")) {
      insert.setString(1, shard);
      List<StoredReceipt> receipts = batch.stream().map(NewReceipt::receipt).toList();
      setColumn(insert, 2, "int8", receipts, StoredReceipt::seq);
      setColumn(insert, 3, "text", receipts, StoredReceipt::id);
      setColumn(insert, 4, "text", receipts, StoredReceipt::type);
      setColumn(insert, 5, "text", receipts, StoredReceipt::timestamp);
      setColumn(insert, 6, "text", receipts, StoredReceipt::idempotencyKey);
      setBytesColumn(insert, 7, batch, entry -> entry.prevLeaf().bytes());
      setBytesColumn(insert, 8, receipts, StoredReceipt::header);
      setColumn(insert, 9, "text", receipts, StoredReceipt::signature);
      insert.executeUpdate();
    }
  }

  private static void insertPayloads(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    List<Content> payloads = new ArrayList<>(batch.size());
    for (NewReceipt entry : batch) {
      entry
          .receipt()
          .kept()
          .ifPresent(payload -> payloads.add(new Content(entry.receipt().seq(), payload)));
    }
    if (payloads.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt_payload (shard, seq, data, disclosures)"
                + " SELECT ?, * FROM unnest(?::bigint[], ?::text[], ?::text[])")) {
      insert.setString(1, shard);
      setColumn(insert, 2, "int8", payloads, Content::seq);
      setColumn(insert, 3, "text", payloads, content -> content.payload().data());
      setColumn(insert, 4, "text", payloads, content -> content.payload().disclosures());
      insert.executeUpdate();
    }
  }

  private record Content(long seq, StoredPayload payload) {}

  private static void insertStreams(Connection connection, String shard, List<NewReceipt> batch)
      throws SQLException {
    List<Place> places = new ArrayList<>();
    for (NewReceipt entry : batch) {
      for (StreamLink link : entry.streams()) {
        places.add(new Place(link, entry));
      }
    }
    if (places.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt_stream (shard, stream, stream_seq, seq, leaf)"
                + " SELECT ?, * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bytea[])")) {
      insert.setString(1, shard);
      setColumn(insert, 2, "text", places, place -> place.link().key());
      setColumn(insert, 3, "int8", places, place -> place.link().seq());
      setColumn(insert, 4, "int8", places, place -> place.entry().receipt().seq());
      setBytesColumn(insert, 5, places, place -> place.entry().leaf().bytes());
      insert.executeUpdate();
    }
  }

  private record Place(StreamLink link, NewReceipt entry) {}

  private static <T> void setColumn(
      PreparedStatement statement,
      int parameter,
      String sqlType,
      List<T> rows,
      Function<T, Object> value)
      throws SQLException {
    Object[] column = rows.stream().map(value).toArray();
    statement.setArray(parameter, statement.getConnection().createArrayOf(sqlType, column));
  }

  /** As {@code byte[][]}, which the driver sends in binary form. */
  private static <T> void setBytesColumn(
      PreparedStatement statement, int parameter, List<T> rows, Function<T, byte[]> value)
      throws SQLException {
    byte[][] column = rows.stream().map(value).toArray(byte[][]::new);
    statement.setArray(parameter, statement.getConnection().createArrayOf("bytea", column));
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

package dev.factory.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** One statement for each table, with an array for each column: PostgreSQL only. */
final class ColumnArrays implements RawInsert {
  private final Connection connection;
  private final PreparedStatement receipts;
  private final PreparedStatement payloads;
  private final PreparedStatement streams;

  ColumnArrays(Connection connection) throws SQLException {
    this.connection = connection;
    this.receipts =
        connection.prepareStatement(
            "INSERT INTO receipt (shard, seq, id, type, accepted_at, idem_key, prev_hash, header,"
                + " signature) SELECT ?, * FROM unnest(?::bigint[], ?::uuid[], ?::text[],"
                + " ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[], ?::text[])");
    this.payloads =
        connection.prepareStatement(
            "INSERT INTO receipt_payload (shard, seq, data, disclosures)"
                + " SELECT ?, * FROM unnest(?::bigint[], ?::text[], ?::text[])");
    this.streams =
        connection.prepareStatement(
            "INSERT INTO receipt_stream (shard, stream, stream_seq, seq, leaf)"
                + " SELECT ?, * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bytea[])");
  }

  @Override
  public void write(List<LedgerRow> rows) throws SQLException {
    receipts.setString(1, LedgerRow.SHARD);
    set(receipts, 2, "int8", rows, LedgerRow::seq);
    set(receipts, 3, "text", rows, LedgerRow::idText);
    set(receipts, 4, "text", rows, LedgerRow::type);
    set(receipts, 5, "text", rows, LedgerRow::acceptedAtText);
    set(receipts, 6, "text", rows, LedgerRow::idempotencyKey);
    setBytes(receipts, 7, rows, LedgerRow::prevHash);
    setBytes(receipts, 8, rows, LedgerRow::header);
    set(receipts, 9, "text", rows, LedgerRow::signature);
    receipts.executeUpdate();
    payloads.setString(1, LedgerRow.SHARD);
    set(payloads, 2, "int8", rows, LedgerRow::seq);
    set(payloads, 3, "text", rows, LedgerRow::data);
    set(payloads, 4, "text", rows, LedgerRow::disclosures);
    payloads.executeUpdate();
    streams.setString(1, LedgerRow.SHARD);
    set(streams, 2, "text", rows, LedgerRow::stream);
    set(streams, 3, "int8", rows, LedgerRow::streamSeq);
    set(streams, 4, "int8", rows, LedgerRow::seq);
    setBytes(streams, 5, rows, LedgerRow::leaf);
    streams.executeUpdate();
  }

  private void set(
      PreparedStatement statement,
      int parameter,
      String sqlType,
      List<LedgerRow> rows,
      Function<LedgerRow, Object> value)
      throws SQLException {
    Object[] column = rows.stream().map(value).toArray();
    statement.setArray(parameter, connection.createArrayOf(sqlType, column));
  }

  private void setBytes(
      PreparedStatement statement,
      int parameter,
      List<LedgerRow> rows,
      Function<LedgerRow, byte[]> value)
      throws SQLException {
    byte[][] column = rows.stream().map(value).toArray(byte[][]::new);
    statement.setArray(parameter, connection.createArrayOf("bytea", column));
  }

  @Override
  public void close() throws SQLException {
    try (receipts;
        payloads;
        streams) {
      // closed by leaving
    }
  }
}

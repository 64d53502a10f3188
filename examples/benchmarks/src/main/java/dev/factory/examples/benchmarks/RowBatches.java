package dev.factory.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One prepared batch for each table, as any JDBC program would write it. */
final class RowBatches implements RawInsert {
  private final PreparedStatement receipts;
  private final PreparedStatement payloads;
  private final PreparedStatement streams;
  private final boolean typed;

  /**
   * @param typed whether ids and times have types of their own, as on PostgreSQL, and are not text
   */
  RowBatches(Connection connection, boolean typed) throws SQLException {
    this.typed = typed;
    this.receipts =
        connection.prepareStatement(
            "INSERT INTO receipt (shard, seq, id, type, accepted_at, idem_key, prev_hash, header,"
                + " signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.payloads =
        connection.prepareStatement(
            "INSERT INTO receipt_payload (shard, seq, data, disclosures) VALUES (?, ?, ?, ?)");
    this.streams =
        connection.prepareStatement(
            "INSERT INTO receipt_stream (shard, stream, stream_seq, seq, leaf)"
                + " VALUES (?, ?, ?, ?, ?)");
  }

  @Override
  public void write(List<LedgerRow> rows) throws SQLException {
    for (LedgerRow row : rows) {
      receipts.setString(1, LedgerRow.SHARD);
      receipts.setLong(2, row.seq());
      receipts.setObject(3, typed ? row.id() : row.idText());
      receipts.setString(4, row.type());
      receipts.setObject(5, typed ? row.acceptedAt() : row.acceptedAtText());
      receipts.setString(6, row.idempotencyKey());
      receipts.setBytes(7, row.prevHash());
      receipts.setBytes(8, row.header());
      receipts.setString(9, row.signature());
      receipts.addBatch();
    }
    receipts.executeBatch();
    for (LedgerRow row : rows) {
      payloads.setString(1, LedgerRow.SHARD);
      payloads.setLong(2, row.seq());
      payloads.setString(3, row.data());
      payloads.setString(4, row.disclosures());
      payloads.addBatch();
    }
    payloads.executeBatch();
    for (LedgerRow row : rows) {
      streams.setString(1, LedgerRow.SHARD);
      streams.setString(2, row.stream());
      streams.setLong(3, row.streamSeq());
      streams.setLong(4, row.seq());
      streams.setBytes(5, row.leaf());
      streams.addBatch();
    }
    streams.executeBatch();
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

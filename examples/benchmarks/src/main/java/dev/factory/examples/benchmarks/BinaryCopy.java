package dev.factory.examples.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** {@code COPY … (FORMAT binary)} for each table: PostgreSQL's own way to load many rows. */
final class BinaryCopy implements RawInsert {
  private static final byte[] BEGIN = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final byte[] SHARD = LedgerRow.SHARD.getBytes(StandardCharsets.UTF_8);

  private final CopyManager copies;

  BinaryCopy(Connection connection) throws SQLException {
    this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
  }

  @Override
  public void write(List<LedgerRow> rows) throws SQLException {
    copy(
        "receipt (shard, seq, id, type, accepted_at, idem_key, prev_hash, header, signature)",
        9,
        rows,
        (row, out) -> {
          number(row.seq(), out);
          out.writeInt(2 * Long.BYTES);
          out.writeLong(row.id().getMostSignificantBits());
          out.writeLong(row.id().getLeastSignificantBits());
          text(row.type(), out);
          number(EPOCH.until(row.acceptedAt().toInstant(), ChronoUnit.MICROS), out);
          text(row.idempotencyKey(), out);
          bytes(row.prevHash(), out);
          bytes(row.header(), out);
          text(row.signature(), out);
        });
    copy(
        "receipt_payload (shard, seq, data, disclosures)",
        4,
        rows,
        (row, out) -> {
          number(row.seq(), out);
          text(row.data(), out);
          text(row.disclosures(), out);
        });
    copy(
        "receipt_stream (shard, stream, stream_seq, seq, leaf)",
        5,
        rows,
        (row, out) -> {
          text(row.stream(), out);
          number(row.streamSeq(), out);
          number(row.seq(), out);
          bytes(row.leaf(), out);
        });
  }

  /** Writes the columns of a row after its shard. */
  private interface Columns {
    void write(LedgerRow row, DataOutputStream out) throws IOException;
  }

  private void copy(String table, int columns, List<LedgerRow> rows, Columns values)
      throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.size() * 1_000);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(BEGIN);
      out.writeLong(0); // no flags, no more header
      for (LedgerRow row : rows) {
        out.writeShort(columns);
        bytes(SHARD, out);
        values.write(row, out);
      }
      out.writeShort(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CopyIn copy = copies.copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
    copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
    copy.endCopy();
  }

  private static void number(long value, DataOutputStream out) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void text(String value, DataOutputStream out) throws IOException {
    bytes(value.getBytes(StandardCharsets.UTF_8), out);
  }

  private static void bytes(byte[] value, DataOutputStream out) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  @Override
  public void close() {
    // nothing is kept open between batches
  }
}

package dev.factory.receipts.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into one table in PostgreSQL's binary format ("COPY", section "Binary Format"
 * of its manual), the fastest way in it has. The server inserts the first rows while the last are
 * being made.
 *
 * <p>Nothing else can be done with the connection until {@link #finish} or {@link #close}.
 */
final class BinaryCopy implements AutoCloseable {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int SENT_TOGETHER = 1 << 15;

  private final CopyIn copy;
  private final int columns;
  private final Buffer rows = new Buffer();

  /** Grows to what a few rows need. */
  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(2 * SENT_TOGETHER);
    }

    void sendTo(CopyIn copy) throws SQLException {
      copy.writeToCopy(buf, 0, count);
      reset();
    }
  }

  private BinaryCopy(CopyIn copy, int columns) {
    this.copy = copy;
    this.columns = columns;
    rows.writeBytes(SIGNATURE);
    rows.writeBytes(new byte[2 * Integer.BYTES]); // no flags, no more header
  }

  /**
   * {@return rows on their way into a table}
   *
   * @param table its name and, in brackets, its columns in the order in which values will come
   */
  static BinaryCopy into(Connection connection, String table) throws SQLException {
    String sql = "COPY " + table + " FROM STDIN (FORMAT binary)";
    int columns = table.split(",", -1).length;
    return new BinaryCopy(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql), columns);
  }

  /** Begins a row; as many values as there are columns must follow. */
  BinaryCopy row() throws SQLException {
    if (rows.size() >= SENT_TOGETHER) {
      rows.sendTo(copy);
    }
    rows.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) columns).array());
    return this;
  }

  BinaryCopy bytes(byte[] value) {
    rows.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
    rows.writeBytes(value);
    return this;
  }

  BinaryCopy text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  BinaryCopy number(long value) {
    return bytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  BinaryCopy id(UUID value) {
    return bytes(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(value.getMostSignificantBits())
            .putLong(value.getLeastSignificantBits())
            .array());
  }

  /** A {@code timestamptz}: microseconds since the beginning of 2000. */
  BinaryCopy time(Instant value) {
    return number(EPOCH.until(value, ChronoUnit.MICROS));
  }

  /** Sends what is left, and waits until the server has all of it. */
  void finish() throws SQLException {
    rows.writeBytes(new byte[] {-1, -1});
    rows.sendTo(copy);
    copy.endCopy();
  }

  /** Gives the connection back; what was not finished is refused by the server. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}

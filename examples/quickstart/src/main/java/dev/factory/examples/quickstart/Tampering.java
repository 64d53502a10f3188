package dev.factory.examples.quickstart;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Transactions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Shows what verification says of a copy of the database in which one byte was changed. */
final class Tampering {
  private static final String AMOUNT = "\"amount\":\"";

  private final Path copy;

  private Tampering(Path copy) {
    this.copy = copy;
  }

  /**
   * Copies a database and changes the first digit of the amount that one of its receipts tells.
   *
   * @param database is only read
   * @param copy is replaced if it is there
   * @param seq the receipt, of an attribution
   */
  static Change inCopy(Path database, Path copy, long seq) throws IOException {
    Files.deleteIfExists(copy);
    OwnerOnly.create(copy);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new FactoryException(
          "quickstart.no-copy",
          "the database could not be copied to "
              + copy
              + "; the database is as it was: make room on the disk and run it again",
          e);
    }
    return new Tampering(copy).change(seq);
  }

  private Change change(long seq) {
    try (Transactions transactions = Transactions.sqlite(copy)) {
      return transactions.write(
          connection -> {
            byte[] data = payload(connection, seq).getBytes(StandardCharsets.UTF_8);
            int offset = firstDigitOfAmount(data);
            char before = (char) data[offset];
            char after = before == '9' ? '8' : '9';
            data[offset] = (byte) after;
            update(connection, seq, new String(data, StandardCharsets.UTF_8));
            return new Change(seq, offset, before, after);
          });
    }
  }

  private static String payload(Connection connection, long seq) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT data FROM receipt_payload WHERE seq = ?")) {
      select.setLong(1, seq);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("receipt " + seq + " has no payload");
        }
        return row.getString(1);
      }
    }
  }

  private static int firstDigitOfAmount(byte[] data) {
    // one byte a character, so that the index is that of the byte
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int offset = text.indexOf(AMOUNT) + AMOUNT.length();
    return text.charAt(offset) == '-' ? offset + 1 : offset;
  }

  private static void update(Connection connection, long seq, String data) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE receipt_payload SET data = ? WHERE seq = ?")) {
      update.setString(1, data);
      update.setLong(2, seq);
      update.executeUpdate();
    }
  }

  /**
   * What was changed.
   *
   * @param seq the receipt
   * @param offset the byte of its payload, from 0
   * @param before the digit that stood there
   * @param after the digit that stands there now
   */
  record Change(long seq, int offset, char before, char after) {}
}

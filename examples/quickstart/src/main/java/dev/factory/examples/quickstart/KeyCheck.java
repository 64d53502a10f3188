package dev.factory.examples.quickstart;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Schema;
import dev.factory.core.jdbc.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers in the database which key addresses are hashed with, without the key. With another one
 * every click that is read again would look like another click.
 */
final class KeyCheck {
  private static final String KEY_NAME = "ip-hash";
  private static final String ALGORITHM = "HmacSHA256";

  private KeyCheck() {}

  static Schema schema() {
    return new Schema(
        "quickstart", path -> KeyCheck.class.getResourceAsStream(path), List.of("V001__key_check"));
  }

  /**
   * Keeps what the key gives if the database is new.
   *
   * @throws FactoryException {@code quickstart.wrong-key} if it was begun with another key
   */
  static void require(Transactions transactions, byte[] key) {
    String value = value(key);
    Optional<String> kept = transactions.read(KeyCheck::read);
    if (kept.isEmpty()) {
      transactions.write(connection -> insert(connection, value));
    } else if (!kept.get().equals(value)) {
      throw new FactoryException(
          "quickstart.wrong-key",
          "ip-hash.key is not the key this ledger was begun with; nothing was written: put back the"
              + " file that was made with this folder");
    }
  }

  private static Optional<String> read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM quickstart_key_check WHERE key_name = ?")) {
      select.setString(1, KEY_NAME);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static int insert(Connection connection, String value) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO quickstart_key_check (key_name, value) VALUES (?, ?)")) {
      insert.setString(1, KEY_NAME);
      insert.setString(2, value);
      return insert.executeUpdate();
    }
  }

  private static String value(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return HexFormat.of()
          .formatHex(mac.doFinal("key check of ip-hash.key".getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}

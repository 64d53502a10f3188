package dev.factory.examples.cli;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * A ledger of 13 receipts in a folder, always the same: the genesis receipt, and from 2026-01-23
 * noon every six hours a click of one of two publishers, of which every fourth is attributed.
 *
 * @param folder holds the database, the signing key and the public key
 */
record SampleLedger(Path folder) {
  static final String FILE = "ledger.db";
  static final String NAME = "factory.example/receipts/test";

  /** Writes it. */
  static SampleLedger in(Path folder) throws IOException {
    Files.writeString(folder.resolve("signing-key.pem"), golden("signing-key.pem"));
    Files.writeString(folder.resolve("public-key.pem"), key().verifier().toPem());
    try (Transactions transactions = Transactions.sqlite(folder.resolve(FILE))) {
      write(transactions);
    }
    return new SampleLedger(folder);
  }

  static void write(Transactions transactions) throws IOException {
    JdbcReceiptStore.schema().migrate(transactions);
    SettableTime time = SettableTime.at("2026-01-23T12:00:00Z");
    Receipts ledger =
        Receipts.named(NAME)
            .store(new JdbcReceiptStore(transactions))
            .signer(key())
            .time(time)
            .ids(new SequenceIds())
            .open();
    for (int n = 1; n <= 12; n++) {
      time.advance(Duration.ofHours(6));
      ledger.append(n % 4 == 0 ? attribution(n) : click(n));
    }
  }

  private static Event click(int n) {
    String publisher = n % 2 == 0 ? "pub-456" : "pub-789";
    return Event.of(
        "ClickRecorded",
        "click:" + n,
        Map.of(
            "click_id",
            "click-" + n,
            "publisher_id",
            publisher,
            "offer_id",
            "off-789",
            "user_agent",
            "Mozilla/5.0"),
        "publisher_id=" + publisher);
  }

  private static Event attribution(int n) {
    return Event.of(
        "AttributionComputed",
        "attribution:" + n,
        Map.of("click_id", "click-" + (n - 2), "publisher_id", "pub-456"),
        "publisher_id=pub-456");
  }

  static SigningKey key() throws IOException {
    return SigningKey.fromPem(golden("signing-key.pem"));
  }

  /** Changes the database behind the ledger's back. */
  void tamper(String sql) throws SQLException {
    try (Transactions transactions = Transactions.sqlite(folder.resolve(FILE))) {
      transactions.write(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate(sql);
            }
          });
    }
  }

  /** Cuts the end off, and makes the database look as if it had never been longer. */
  void cutTo(int size) throws SQLException {
    tamper(
        "UPDATE receipt_head SET size = "
            + size
            + ", leaf = (SELECT prev_hash FROM receipt WHERE seq = "
            + size
            + "), last_id = (SELECT id FROM receipt WHERE seq = "
            + (size - 1)
            + "), last_accepted_at = (SELECT accepted_at FROM receipt WHERE seq = "
            + (size - 1)
            + ")");
    tamper("DELETE FROM receipt WHERE seq >= " + size);
    tamper("DELETE FROM receipt_payload WHERE seq >= " + size);
    tamper("DELETE FROM receipt_stream WHERE seq >= " + size);
    tamper("DELETE FROM receipt_checkpoint");
  }

  static String golden(String name) throws IOException {
    try (InputStream in = SampleLedger.class.getResourceAsStream("/golden/v1/" + name)) {
      if (in == null) {
        throw new IOException("there is no golden/v1/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.receipts.Fault.Kind;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.tlog.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger of 200 receipts in a real SQLite file, changed behind its back. */
class LedgerTamperTest {
  private static final int RECEIPTS = 200;

  @TempDir Path folder;
  private Transactions transactions;
  private JdbcReceiptStore store;

  @BeforeEach
  void fill() {
    transactions = Transactions.sqlite(folder.resolve("ledger.db"));
    JdbcReceiptStore.schema().migrate(transactions);
    store = new JdbcReceiptStore(transactions);
    SubjectKeys keys = subject -> Optional.of(subject.repeat(32).getBytes(StandardCharsets.UTF_8));
    Receipts ledger = TestLedger.builder(store).subjectKeys(keys).open();
    List<Event> events = new ArrayList<>(TestLedger.clicks(0, RECEIPTS - 20));
    for (int number = 0; number < 19; number++) {
      events.add(
          new Event(
              "ClickRecorded",
              List.of(new SubjectRef("u" + number, Set.of("ip_hash", "user_agent"))),
              Map.of("ip_hash", "sha256:" + number, "user_agent", "x", "click_id", "c" + number),
              "personal-" + number,
              List.of("publisher_id=pub-1")));
    }
    ledger.append(events);
    assertThat(verify().isValid()).isTrue();
    assertThat(store.head().size()).isEqualTo(RECEIPTS);
  }

  @AfterEach
  void close() {
    transactions.close();
  }

  private VerificationReport verify() {
    return TestLedger.verify(store);
  }

  private void execute(String sql, Object... parameters) {
    transactions.write(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
          }
        });
  }

  @Test
  void everyChangedByteOfEveryHeaderSignatureAndPayloadIsFoundAtItsReceipt() {
    List<StoredReceipt> receipts = new ArrayList<>();
    store.range(0, RECEIPTS, receipts::add);
    LedgerCheck before = TestLedger.check(VerificationLevel.PAYLOADS);
    long flips = 0;
    for (StoredReceipt receipt : receipts) {
      flips += flipEachByte(before, receipt);
      before.next(receipt);
    }
    assertThat(before.report().firstFault()).isNull();
    assertThat(flips).isGreaterThan(RECEIPTS * 500L);
  }

  private static long flipEachByte(LedgerCheck before, StoredReceipt receipt) {
    StoredPayload payload = receipt.kept().orElseThrow();
    return flipEach(receipt.header(), at -> Rebuilt.withHeader(receipt, at), before)
        + flipEach(utf8(receipt.signature()), at -> Rebuilt.withSignature(receipt, at), before)
        + flipEach(utf8(payload.data()), at -> Rebuilt.withData(receipt, at), before)
        + flipEach(utf8(payload.disclosures()), at -> Rebuilt.withDisclosures(receipt, at), before);
  }

  private static long flipEach(
      byte[] bytes, Function<byte[], StoredReceipt> rebuilt, LedgerCheck before) {
    for (int at = 0; at < bytes.length; at++) {
      StoredReceipt changed = rebuilt.apply(flipped(bytes, at));
      LedgerCheck check = new LedgerCheck(before);
      check.next(changed);
      assertThat(check.report().fault()).map(Fault::seq).contains(changed.seq());
    }
    return bytes.length;
  }

  /** One bit of the byte, and which one differs from place to place. */
  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) (1 << at % 7);
    return changed;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aByteChangedInTheFileIsFoundAtItsReceipt() {
    for (String column : List.of("header", "signature")) {
      for (int seq : List.of(0, 1, 77, RECEIPTS - 1)) {
        assertChangeFound("receipt", column, seq);
      }
    }
    for (String column : List.of("data", "disclosures")) {
      for (int seq : List.of(0, 1, 77, RECEIPTS - 1)) {
        assertChangeFound("receipt_payload", column, seq);
      }
    }
  }

  private void assertChangeFound(String table, String column, int seq) {
    byte[] original = bytes(table, column, seq);
    int at = (seq * 31) % original.length;
    String update =
        "UPDATE " + table + " SET " + column + " = CAST(? AS " + type(column) + ") WHERE seq = ?";
    execute(update, flipped(original, at), seq);
    VerificationReport report = verify();
    assertThat(report.isValid()).isFalse();
    assertThat(report.fault()).map(Fault::seq).contains((long) seq);
    execute(update, original, seq);
    assertThat(verify().isValid()).isTrue();
  }

  private static String type(String column) {
    return column.equals("header") ? "BLOB" : "TEXT";
  }

  private byte[] bytes(String table, String column, int seq) {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT CAST(" + column + " AS BLOB) FROM " + table + " WHERE seq = ?")) {
            select.setInt(1, seq);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getBytes(1);
            }
          }
        });
  }

  private void assertFirst(Kind kind, long seq) {
    assertThat(verify().fault()).contains(new Fault(seq, kind));
  }

  @Test
  void aDamagedReceiptIsNotReadAndNamesItself() {
    Receipts ledger = TestLedger.open(store);
    execute("UPDATE receipt SET header = X'7B7D' WHERE seq = 7");
    assertThatThrownBy(() -> ledger.read(0, RECEIPTS, receipt -> {}))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.damaged"))
        .hasMessageContaining("receipt 7 is damaged");
    execute("UPDATE receipt_payload SET data = '{}' WHERE seq = 8");
    List<Receipt> read = new ArrayList<>();
    ledger.read(8, 9, read::add);
    assertThatThrownBy(() -> read.get(0).data()).hasMessageContaining("receipt 8 is damaged");
  }

  @Test
  void aLedgerWhoseFirstReceiptIsDamagedIsNotOpened() {
    for (String damage :
        List.of(
            "UPDATE receipt_payload SET data = '{}' WHERE seq = 0",
            "UPDATE receipt SET header = X'00' WHERE seq = 0")) {
      execute(damage);
      assertThatThrownBy(() -> TestLedger.open(store))
          .isInstanceOfSatisfying(
              FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.damaged"));
      assertThat(store.head().size()).isEqualTo(RECEIPTS);
    }
  }

  @Test
  void anIndexThatWouldMisleadSearchesIsFound() {
    execute("UPDATE receipt SET type = 'PayoutSettled' WHERE seq = 12");
    assertFirst(Kind.WRONG_INDEX, 12);
    execute("UPDATE receipt SET type = 'ClickRecorded' WHERE seq = 12");
    execute("UPDATE receipt SET accepted_at = '2025-01-24T12:34:56.123Z' WHERE seq = 13");
    assertFirst(Kind.WRONG_INDEX, 13);
  }

  @Test
  void aRemovedReceiptIsFoundWhereItWas() {
    execute("DELETE FROM receipt WHERE seq = 50");
    assertFirst(Kind.WRONG_POSITION, 50);
  }

  @Test
  void aRemovedReceiptIsFoundEvenIfTheOthersAreNumberedAnew() {
    execute("DELETE FROM receipt WHERE seq = 50");
    execute("UPDATE receipt SET seq = -seq WHERE seq > 50");
    execute("UPDATE receipt SET seq = -seq - 1 WHERE seq < 0");
    assertThat(verify().fault()).map(Fault::seq).contains(50L);
  }

  @Test
  void aCutOffEndIsFoundWhileTheHeadStillNamesIt() {
    execute("DELETE FROM receipt WHERE seq >= 150");
    assertFirst(Kind.WRONG_HEAD, 149);
  }

  @Test
  void aCutOffEndWhoseHeadIsMovedTooIsNotNoticedAndTheReportSaysSo() {
    execute("DELETE FROM receipt WHERE seq >= 150");
    Head head = store.head();
    assertThat(head.size()).isEqualTo(RECEIPTS);
    List<StoredReceipt> last = new ArrayList<>();
    store.range(149, 150, last::add);
    execute(
        "UPDATE receipt_head SET size = 150, leaf = ?, last_id = ?",
        MerkleTree.leafHash(last.get(0).header()).bytes(),
        last.get(0).id());
    VerificationReport report = verify();
    assertThat(report.isValid()).isTrue();
    assertThat(report.truncation()).isEqualTo(VerificationReport.Truncation.NOT_CHECKED);
    assertThat(report.truncationLine()).contains("NOT_CHECKED");
  }

  @Test
  void twoReceiptsThatChangedPlacesAreFoundAtTheFirst() {
    execute("UPDATE receipt SET seq = -1 WHERE seq = 60");
    execute("UPDATE receipt SET seq = 60 WHERE seq = 90");
    execute("UPDATE receipt SET seq = 90 WHERE seq = -1");
    assertFirst(Kind.WRONG_POSITION, 60);
  }

  @Test
  void aPayloadThatIsGoneIsMissingUnlessAReceiptSaysOtherwise() {
    execute("DELETE FROM receipt_payload WHERE seq = 33");
    VerificationReport report = verify();
    assertThat(report.fault()).contains(new Fault(33, Kind.MISSING_PAYLOAD));
    assertThat(report.payloads().missing()).isEqualTo(1);
    assertThat(report.payloads().intact()).isEqualTo(RECEIPTS - 1);
  }

  /** Receipts with one part replaced. */
  private static final class Rebuilt {
    private static StoredReceipt withHeader(StoredReceipt receipt, byte[] header) {
      return new StoredReceipt(
          receipt.seq(),
          receipt.id(),
          receipt.type(),
          receipt.timestamp(),
          receipt.idempotencyKey(),
          header,
          receipt.signature(),
          receipt.payload());
    }

    private static StoredReceipt withSignature(StoredReceipt receipt, byte[] signature) {
      return new StoredReceipt(
          receipt.seq(),
          receipt.id(),
          receipt.type(),
          receipt.timestamp(),
          receipt.idempotencyKey(),
          receipt.header(),
          text(signature),
          receipt.payload());
    }

    private static StoredReceipt withData(StoredReceipt receipt, byte[] data) {
      return withPayload(receipt, text(data), receipt.kept().orElseThrow().disclosures());
    }

    private static StoredReceipt withDisclosures(StoredReceipt receipt, byte[] disclosures) {
      return withPayload(receipt, receipt.kept().orElseThrow().data(), text(disclosures));
    }

    private static StoredReceipt withPayload(
        StoredReceipt receipt, String data, String disclosures) {
      return new StoredReceipt(
          receipt.seq(),
          receipt.id(),
          receipt.type(),
          receipt.timestamp(),
          receipt.idempotencyKey(),
          receipt.header(),
          receipt.signature(),
          new StoredPayload(data, disclosures));
    }
  }
}

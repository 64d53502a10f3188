package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A ledger with key changes, erasures and shared signatures, changed in every byte. */
class HistoryTamperTest {
  private static final SubjectKeys KEYS =
      subject -> Optional.of(subject.repeat(8).getBytes(StandardCharsets.UTF_8));

  private final InMemoryReceiptStore store = new InMemoryReceiptStore();

  private void write() {
    Receipts ledger =
        TestLedger.builder(store)
            .subjectKeys(KEYS)
            .spareKeys(TestLedger.key(9).verifier())
            .signing(SigningMode.BATCH)
            .open();
    List<UUID> ids = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      Event lead =
          new Event(
              "LeadReceived",
              List.of(new SubjectRef("user-77", Set.of("email"))),
              Map.of("email", number + "@example.org"),
              "lead:" + number,
              List.of("publisher_id=pub-456"));
      ids.add(ledger.append(lead).receipt().header().id());
    }
    ledger.erase(
        List.of(PayloadSelection.fields(ids.get(0), "email"), PayloadSelection.whole(ids.get(1))),
        "gdpr.art17");
    ledger.keys().rotate(TestLedger.key(2));
    ledger.keys().revoke(TestLedger.KEY.verifier().kid(), 6);
    ledger.append(TestLedger.clicks(0, 3));
    ledger.proofs().commitStreams();
  }

  @Test
  void everyChangedByteIsFoundAtItsReceipt() {
    write();
    TrustedKeys pinned = TrustedKeys.pinnedGenesis(Genesis.of(store).hash());
    ReceiptVerifier verifier = ReceiptVerifier.trusting(pinned);
    assertThat(verifier.verify(store).isValid()).isTrue();
    List<StoredReceipt> receipts = new ArrayList<>();
    store.range(0, Long.MAX_VALUE, receipts::add);
    for (StoredReceipt receipt : receipts) {
      for (StoredReceipt changed : changes(receipt)) {
        Optional<Fault> fault = verifier.verify(ChangedStore.of(store, changed)).fault();
        assertThat(fault).as(receipt.toString()).map(Fault::seq).contains(receipt.seq());
      }
    }
  }

  private static List<StoredReceipt> changes(StoredReceipt receipt) {
    List<StoredReceipt> changes =
        new ArrayList<>(
            each(
                receipt.header(), at -> copy(receipt, at, receipt.signature(), receipt.payload())));
    changes.addAll(
        each(
            utf8(receipt.signature()),
            at -> copy(receipt, receipt.header(), text(at), receipt.payload())));
    StoredPayload payload = receipt.payload();
    if (payload != null) {
      changes.addAll(
          each(
              utf8(payload.data()),
              at ->
                  copy(
                      receipt,
                      receipt.header(),
                      receipt.signature(),
                      new StoredPayload(text(at), payload.disclosures()))));
      changes.addAll(
          each(
              utf8(payload.disclosures()),
              at ->
                  copy(
                      receipt,
                      receipt.header(),
                      receipt.signature(),
                      new StoredPayload(payload.data(), text(at)))));
    }
    return changes;
  }

  /** One bit of each byte, and which one differs from place to place. */
  private static List<StoredReceipt> each(byte[] bytes, Function<byte[], StoredReceipt> rebuilt) {
    List<StoredReceipt> changes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) (1 << (at % 7));
      changes.add(rebuilt.apply(changed));
    }
    return changes;
  }

  private static StoredReceipt copy(
      StoredReceipt of, byte[] header, String signature, @Nullable StoredPayload payload) {
    return new StoredReceipt(
        of.seq(),
        of.id(),
        of.type(),
        of.timestamp(),
        of.idempotencyKey(),
        header,
        signature,
        payload);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}

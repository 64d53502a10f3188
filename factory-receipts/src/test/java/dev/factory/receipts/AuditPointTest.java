package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An auditor who comes again and looks only at what is new. */
class AuditPointTest {
  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private final Receipts ledger = TestLedger.open(store);

  private ReceiptVerifier verifier() {
    return ReceiptVerifier.trusting(TrustedKeys.pinnedGenesis(Genesis.of(store).hash()));
  }

  private AuditPoint audited() {
    return verifier().audit(store).next().orElseThrow();
  }

  private StoredReceipt at(long seq) {
    List<StoredReceipt> found = new ArrayList<>();
    store.range(seq, seq + 1, found::add);
    return found.get(0);
  }

  private static StoredReceipt signedOtherwise(StoredReceipt receipt, String signature) {
    return new StoredReceipt(
        receipt.seq(),
        receipt.id(),
        receipt.type(),
        receipt.timestamp(),
        receipt.idempotencyKey(),
        receipt.header(),
        signature,
        receipt.payload());
  }

  @Test
  void onlyWhatIsNewIsLookedAt() {
    ledger.append(TestLedger.clicks(0, 500));
    AuditPoint point = audited();
    ledger.append(TestLedger.clicks(500, 503));
    AtomicLong looked = new AtomicLong();
    VerificationReport report = verifier().since(point).reporting(looked::set).verify(store);
    assertThat(report.lines())
        .startsWith("✓ Verified 3 receipts (501 before them by an earlier audit)")
        .contains("✓ Chain integrity: VALID");
    assertThat(report.signatures()).isEqualTo(3);
    assertThat(report.payloads().intact()).isEqualTo(3);
    assertThat(looked).hasValue(504);
    // a signature that goes bad behind the auditor's back is what going on does not see
    ReceiptStore rotten = ChangedStore.of(store, signedOtherwise(at(7), at(8).signature()));
    assertThat(verifier().since(point).verify(rotten).isValid()).isTrue();
    assertThat(verifier().verify(rotten).fault()).contains(new Fault(7, Fault.Kind.BAD_SIGNATURE));
  }

  @Test
  void nothingNewIsStillValid() {
    AuditPoint point = audited();
    Audit again = verifier().since(point).audit(store);
    assertThat(again.report().isValid()).isTrue();
    assertThat(again.next()).contains(point);
    assertThat(again.report().truncationLine()).isEqualTo("Truncation: CHECKED (audit point@1)");
  }

  @Test
  void aLedgerThatWasCutBelowThePointIsTruncated() {
    ledger.append(TestLedger.clicks(0, 5));
    AuditPoint point = audited();
    InMemoryReceiptStore other = new InMemoryReceiptStore();
    TestLedger.open(other).append(TestLedger.clicks(0, 3));
    assertThat(verifier().since(point).verify(other).fault())
        .contains(new Fault(4, Fault.Kind.TRUNCATED));
  }

  @Test
  void aLedgerThatWasWrittenAgainIsNotTheOneOfThePoint() {
    ledger.append(TestLedger.clicks(0, 5));
    AuditPoint point = audited();
    InMemoryReceiptStore other = new InMemoryReceiptStore();
    TestLedger.open(other).append(TestLedger.clicks(1, 9));
    assertThat(verifier().since(point).verify(other).fault())
        .contains(new Fault(5, Fault.Kind.WRONG_ROOT));
  }

  @Test
  void aPointOfAnotherLedgerIsRefused() {
    InMemoryReceiptStore other = new InMemoryReceiptStore();
    Receipts.named("factory.example/receipts/other")
        .store(other)
        .signer(TestLedger.KEY)
        .time(SettableTime.at("2026-01-24T12:34:56.123Z"))
        .ids(new SequenceIds())
        .open();
    AuditPoint point = audited();
    assertThatThrownBy(() -> verifier().since(point).verify(other))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.other-ledger"));
  }

  @Test
  void aRevocationThatReachesBackBehindThePointIsFelt() {
    SigningKey spare = TestLedger.key(9);
    InMemoryReceiptStore stolen = new InMemoryReceiptStore();
    TestLedger.builder(stolen).spareKeys(spare.verifier()).open().append(TestLedger.clicks(0, 5));
    ReceiptVerifier verifier =
        ReceiptVerifier.trusting(TrustedKeys.pinnedGenesis(Genesis.of(stolen).hash()));
    AuditPoint point = verifier.audit(stolen).next().orElseThrow();
    Receipts rescued = TestLedger.builder(stolen).signer(spare).open();
    rescued.keys().revoke(TestLedger.KEY.verifier().kid(), 2);
    VerificationReport report = verifier.since(point).verify(stolen);
    assertThat(report.begin()).isZero();
    assertThat(report.fault()).contains(new Fault(3, Fault.Kind.KEY_OUT_OF_RANGE));
  }

  @Test
  void aKeyChangeThatTheIndexConcealsSinceIsFound() {
    ledger.keys().rotate(TestLedger.key(2));
    AuditPoint point = audited();
    ReceiptStore concealing = ConcealingStore.of(store, KeyReceipts.ROTATED);
    assertThat(verifier().since(point).verify(concealing).fault())
        .contains(new Fault(1, Fault.Kind.WRONG_KEY_CHANGE));
  }

  @Test
  void whatIsCertifiedAsErasedBeforeThePointMustBeGone() {
    UUID id = ledger.append(TestLedger.click(1)).receipt().header().id();
    StoredReceipt whole = at(1);
    AuditPoint point = audited();
    ledger.erase(List.of(PayloadSelection.whole(id)), "retention");
    assertThat(verifier().since(point).verify(store).isValid()).isTrue();
    ReceiptStore kept = ChangedStore.of(store, whole);
    assertThat(verifier().since(point).verify(kept).fault())
        .contains(new Fault(1, Fault.Kind.NOT_ERASED))
        .isEqualTo(verifier().verify(kept).fault());
  }

  @Test
  void theEndOfTheAuditMustStillBeThere() {
    ledger.append(TestLedger.clicks(0, 5));
    AuditPoint point = audited();
    ledger.append(TestLedger.clicks(5, 9));
    byte[] header = at(5).header().clone();
    header[100] ^= 1;
    StoredReceipt end = at(5);
    ReceiptStore changed =
        ChangedStore.of(
            store,
            new StoredReceipt(
                end.seq(),
                end.id(),
                end.type(),
                end.timestamp(),
                end.idempotencyKey(),
                header,
                end.signature(),
                end.payload()));
    VerificationReport report = verifier().since(point).verify(changed);
    assertThat(report.begin()).isZero();
    assertThat(report.fault()).map(Fault::seq).contains(5L);
  }

  @Test
  void anInvalidLedgerGivesNoPoint() {
    ledger.append(TestLedger.clicks(0, 5));
    assertThat(
            verifier()
                .audit(ChangedStore.of(store, signedOtherwise(at(2), at(3).signature())))
                .next())
        .isEmpty();
    assertThat(verifier().audit(new InMemoryReceiptStore()).next()).isEmpty();
  }

  @Test
  void aDamagedFileIsRefusedByTheNameOfWhatIsWrong() {
    String json = new String(audited().toJson(), StandardCharsets.UTF_8);
    assertRefused(json.replace("\"v\":1", "\"v\":2"), "another version than 1");
    assertRefused(json.replace("\"size\":1", "\"size\":3"), "3 leaves");
    assertRefused(json.replace("\"size\":1", "\"size\":0"), "0 leaves");
    assertRefused(json.replace("\"ledger\"", "\"legder\""), "\"ledger\" must be text");
    assertRefused("[]", "JSON object");
    assertRefused(json.substring(0, 40), "JSON object");
  }

  private static void assertRefused(String json, String why) {
    assertThatThrownBy(() -> AuditPoint.fromJson(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}

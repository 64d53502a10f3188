package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.ReceiptStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
  private static final SigningKey SECOND = TestLedger.key(2);
  private static final SigningKey THIRD = TestLedger.key(3);
  private static final String FIRST_KID = TestLedger.KEY.verifier().kid();

  private final InMemoryReceiptStore store = new InMemoryReceiptStore();

  private static void assertCode(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<Receipt> all(Receipts ledger) {
    List<Receipt> receipts = new ArrayList<>();
    ledger.read(0, Long.MAX_VALUE, receipts::add);
    return receipts;
  }

  /** Genesis, two clicks, the rotation at 3, two clicks by the next key. */
  private Receipts rotated() {
    Receipts ledger = TestLedger.open(store);
    ledger.append(TestLedger.clicks(0, 2));
    ledger.keys().rotate(SECOND);
    ledger.append(TestLedger.clicks(2, 4));
    return ledger;
  }

  @Nested
  class AfterARotation {
    @Test
    void theNextKeySignsFromThePositionAfterIt() {
      String next = SECOND.verifier().kid();
      assertThat(all(rotated()))
          .extracting(receipt -> receipt.header().kid())
          .containsExactly(FIRST_KID, FIRST_KID, FIRST_KID, FIRST_KID, next, next);
    }

    @Test
    void whoTrustedTheFirstKeyTrustsTheNext() {
      rotated();
      VerificationReport report = TestLedger.verify(store);
      assertThat(report.isValid()).isTrue();
      assertThat(report.kids()).containsExactlyInAnyOrder(FIRST_KID, SECOND.verifier().kid());
    }

    @Test
    void whoTrustsOnlyTheNextKeyDoesNotTrustTheFirst() {
      rotated();
      VerificationReport report =
          ReceiptVerifier.trusting(TrustedKeys.of(SECOND.verifier())).verify(store);
      assertThat(report.fault()).contains(new Fault(0, Fault.Kind.UNKNOWN_KEY));
      assertThat(report.signatures()).isEqualTo(2);
    }

    @Test
    void aPinnedGenesisIsEnough() {
      List<Receipt> receipts = all(rotated());
      Receipt genesis = receipts.get(0);
      assertThat(
              ReceiptVerifier.trusting(TrustedKeys.pinnedGenesis(genesis.hash()))
                  .verify(store)
                  .isValid())
          .isTrue();
      Receipt other = receipts.get(1);
      assertThat(
              ReceiptVerifier.trusting(TrustedKeys.pinnedGenesis(other.hash()))
                  .verify(store)
                  .fault())
          .contains(new Fault(0, Fault.Kind.UNKNOWN_KEY));
    }

    @Test
    void theLedgerOpensWithTheNextKeyOnly() {
      rotated();
      assertCode(() -> TestLedger.open(store), "receipts.key-retired");
      assertCode(() -> TestLedger.builder(store).signer(THIRD).open(), "receipts.unknown-key");
      Receipts again = TestLedger.builder(store).signer(SECOND).open();
      again.append(TestLedger.click(9));
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    @Test
    void whoHadItOpenBeforeRecordsNothingMore() {
      Receipts other = TestLedger.open(store);
      Receipts ledger = TestLedger.open(store);
      other.append(TestLedger.click(0));
      ledger.keys().rotate(SECOND);
      long size = store.head().size();
      assertCode(() -> other.append(TestLedger.click(1)), "receipts.key-retired");
      assertThat(store.head().size()).isEqualTo(size);
      ledger.append(TestLedger.click(1));
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    @Test
    void aKeyDoesNotComeBack() {
      Receipts ledger = rotated();
      assertThatThrownBy(() -> ledger.keys().rotate(TestLedger.KEY)).hasMessageContaining("before");
      assertThatThrownBy(() -> ledger.keys().rotate(SECOND)).hasMessageContaining("before");
      assertThat(store.head().size()).isEqualTo(6);
    }

    @Test
    void theHistoryIsPublishedWithPositions() {
      KeyHistory history = rotated().keys().history();
      assertThat(history.entries())
          .containsExactly(
              new KeyHistory.Entry(TestLedger.KEY.verifier(), 0, 4),
              new KeyHistory.Entry(SECOND.verifier(), 4, KeyHistory.OPEN));
      assertThat(history.toJwks()).contains("\"from\":0", "\"to\":4", "\"from\":4");
    }

    @Test
    void whatTheFirstKeySignsLaterIsOutOfItsRange() {
      Receipts ledger = rotated();
      ledger.append(TestLedger.click(7));
      InMemoryReceiptStore forged = new InMemoryReceiptStore();
      Forger.copy(store, forged, store.head().size() - 1);
      Forger.append(forged, TestLedger.KEY, TestLedger.click(7));
      assertThat(TestLedger.verify(forged).fault())
          .contains(new Fault(6, Fault.Kind.KEY_OUT_OF_RANGE));
    }
  }

  @Nested
  class ARevocation {
    @Test
    void reachesBack() {
      Receipts ledger = rotated();
      ledger.keys().revoke(FIRST_KID, 3);
      assertThat(TestLedger.verify(store).isValid()).isTrue();
      assertThat(ledger.keys().history().find(FIRST_KID).orElseThrow().to()).isEqualTo(4);
    }

    @Test
    void cannotTakeTrustFromTheKeyThatSignsIt() {
      Receipts ledger = rotated();
      assertThatThrownBy(() -> ledger.keys().revoke(FIRST_KID, 1))
          .hasMessageContaining("spare key");
      assertThatThrownBy(() -> ledger.keys().revoke(SECOND.verifier().kid(), 4))
          .hasMessageContaining("lose its own trust");
      assertThat(store.head().size()).isEqualTo(6);
    }

    @Test
    void bySpareKeyTakesTrustFromAllThatAStolenKeyDid() {
      Receipts ledger = TestLedger.builder(store).spareKeys(THIRD.verifier()).open();
      ledger.append(TestLedger.clicks(0, 3));
      ledger.keys().rotate(SECOND);
      ledger.append(TestLedger.click(3));
      Receipts rescued = TestLedger.builder(store).signer(THIRD).open();
      rescued.keys().revoke(FIRST_KID, 1);
      rescued.append(TestLedger.click(4));
      VerificationReport report =
          ReceiptVerifier.trusting(TrustedKeys.pinnedGenesis(all(rescued).get(0).hash()))
              .verify(store);
      assertThat(report.fault()).contains(new Fault(2, Fault.Kind.KEY_OUT_OF_RANGE));
      // 0 and 1 by the first key, 6 and 7 by the spare one; what the thief handed over to is out
      assertThat(report.signatures()).isEqualTo(4);
      assertThat(report.signatureFailures()).isEqualTo(4);
      assertThat(report.mismatches()).isZero();
    }

    @Test
    void namesAKeyAndAPositionOfTheLedger() {
      Receipts ledger = rotated();
      assertThatThrownBy(() -> ledger.keys().revoke("nobody", 1))
          .hasMessageContaining("not in the history");
      assertThatThrownBy(() -> ledger.keys().revoke(FIRST_KID, 99)).hasMessageContaining("-1 to 5");
    }
  }

  @Nested
  class AKeyReceiptThatSaysWhatItMustNot {
    private void assertFound(Event event) {
      Receipts ledger = TestLedger.open(store);
      ledger.append(TestLedger.click(0));
      Forger.append(store, TestLedger.KEY, event);
      assertThat(TestLedger.verify(store).fault())
          .contains(new Fault(2, Fault.Kind.WRONG_KEY_CHANGE));
    }

    @Test
    void isFoundIfTheNextKeyProvesNothing() {
      Event honest = KeyReceipts.rotated(TestLedger.NAME, FIRST_KID, SECOND);
      assertFound(
          Event.of(
              "key.rotated",
              "k",
              Map.of(
                  "key", THIRD.verifier().toJwk(),
                  "previous", FIRST_KID,
                  "proof", String.valueOf(honest.data().get("proof")))));
    }

    @Test
    void isFoundIfItWasProvedToAnotherLedger() {
      assertFound(KeyReceipts.rotated("factory.example/another", FIRST_KID, SECOND));
    }

    @Test
    void isFoundIfAKeyRevokesItself() {
      assertFound(KeyReceipts.revoked(FIRST_KID, 0));
    }

    @Test
    void isFoundIfTheKeyIsUnknown() {
      assertFound(KeyReceipts.revoked("nobody", 0));
    }
  }

  @Test
  void aKeyReceiptThatTheIndexConcealsIsFound() {
    rotated();
    ReceiptStore concealing = ConcealingStore.of(store, KeyReceipts.ROTATED);
    assertThat(TestLedger.verify(concealing).fault())
        .contains(new Fault(3, Fault.Kind.WRONG_KEY_CHANGE));
  }

  @Test
  void hostsDoNotWriteTheLedgersOwnTypes() {
    Receipts ledger = TestLedger.open(store);
    for (String type : List.of("ledger.genesis", "key.rotated", "receipt.erased", "key.x")) {
      Event event = Event.of(type, "k", Map.of());
      assertThatThrownBy(() -> ledger.append(event)).hasMessageContaining("the ledger's own");
      assertThatThrownBy(() -> ledger.submit(event)).hasMessageContaining("the ledger's own");
    }
    assertThat(store.head().size()).isEqualTo(1);
  }
}

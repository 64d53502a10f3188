package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StreamHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamEvidenceTest {
  private static final StreamHead NOTHING = new StreamHead(0, ReceiptHash.ZERO);
  private static final String STREAM = "publisher_id=pub-1";

  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private final Receipts ledger = TestLedger.open(store);

  private TrustedKeys pinned() {
    return TrustedKeys.pinnedGenesis(Genesis.of(store).hash());
  }

  private static StreamEvidence with(StreamEvidence of, List<Receipt> receipts) {
    return new StreamEvidence(of.key(), of.commitment(), of.places(), receipts);
  }

  @Test
  void provesThatAListIsComplete() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.proofs().commitStreams();
    ledger.append(TestLedger.clicks(30, 40));
    StreamEvidence evidence = ledger.proofs().completeness(STREAM, 0);
    assertThat(evidence.verify(pinned(), NOTHING))
        .isInstanceOfSatisfying(
            StreamVerdict.Complete.class,
            complete -> {
              assertThat(complete.at()).isEqualTo(31);
              assertThat(complete.receipts()).hasSize(10);
              assertThat(complete.end().size()).isEqualTo(10);
            });
  }

  @Test
  void isReadBackFromJson() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.proofs().commitStreams();
    for (String key : List.of(STREAM, "nobody")) {
      StreamEvidence evidence = ledger.proofs().completeness(key, 4);
      assertThat(StreamEvidence.fromJson(evidence.toJson())).isEqualTo(evidence);
    }
  }

  @Test
  void anyChangedMemberIsFound() {
    ledger.append(TestLedger.clicks(0, 9));
    ledger.proofs().commitStreams();
    int changes = 0;
    for (byte[] changed :
        JsonChanges.ofEachText(ledger.proofs().completeness(STREAM, 0).toJson())) {
      assertThat(isComplete(changed)).as(new String(changed, StandardCharsets.UTF_8)).isFalse();
      changes++;
    }
    assertThat(changes).isGreaterThan(100);
  }

  /** Evidence that cannot be read proves nothing either. */
  private boolean isComplete(byte[] json) {
    try {
      return StreamEvidence.fromJson(json).verify(pinned(), NOTHING)
              instanceof StreamVerdict.Complete complete
          && complete.receipts().size() == 3;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void goesOnFromWhatIsKnown() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.proofs().commitStreams();
    StreamVerdict first = ledger.proofs().completeness(STREAM, 0).verify(pinned(), NOTHING);
    assertThat(first).isInstanceOf(StreamVerdict.Complete.class);
    StreamHead known = ((StreamVerdict.Complete) first).end();
    ledger.append(TestLedger.clicks(30, 60));
    ledger.keys().rotate(TestLedger.key(2));
    ledger.append(TestLedger.clicks(60, 90));
    ledger.proofs().commitStreams();
    StreamEvidence next = ledger.proofs().completeness(STREAM, known.size());
    assertThat(next.receipts()).hasSize(20);
    assertThat(next.verify(pinned(), known)).isInstanceOf(StreamVerdict.Complete.class);
    assertThat(next.verify(pinned(), NOTHING)).isEqualTo(new StreamVerdict.Gap(0));
  }

  @Test
  void aMissingReceiptIsAGapWhereverItIs() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.proofs().commitStreams();
    StreamEvidence evidence = ledger.proofs().completeness(STREAM, 0);
    for (int missing = 0; missing < 10; missing++) {
      List<Receipt> fewer = new ArrayList<>(evidence.receipts());
      fewer.remove(missing);
      assertThat(with(evidence, fewer).verify(pinned(), NOTHING))
          .isEqualTo(new StreamVerdict.Gap(missing));
    }
  }

  @Test
  void aReceiptThatIsRepeatedMovedOrOfAnotherStreamIsAGap() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.proofs().commitStreams();
    StreamEvidence evidence = ledger.proofs().completeness(STREAM, 0);
    List<Receipt> twice = new ArrayList<>(evidence.receipts());
    twice.add(3, twice.get(3));
    assertThat(with(evidence, twice).verify(pinned(), NOTHING)).isEqualTo(new StreamVerdict.Gap(4));
    List<Receipt> moved = new ArrayList<>(evidence.receipts());
    moved.add(2, moved.remove(6));
    assertThat(with(evidence, moved).verify(pinned(), NOTHING)).isEqualTo(new StreamVerdict.Gap(2));
    List<Receipt> mixed = new ArrayList<>(evidence.receipts());
    mixed.set(0, ledger.stream("publisher_id=pub-2", 0, 1).get(0));
    assertThat(with(evidence, mixed).verify(pinned(), NOTHING)).isEqualTo(new StreamVerdict.Gap(0));
  }

  @Test
  void theEndOfAnotherStreamIsNotCommittedToForThisOne() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.proofs().commitStreams();
    StreamEvidence mine = ledger.proofs().completeness(STREAM, 0);
    StreamEvidence others = ledger.proofs().completeness("publisher_id=pub-2", 0);
    StreamEvidence mixed =
        new StreamEvidence(STREAM, mine.commitment(), others.places(), mine.receipts());
    assertThat(mixed.verify(pinned(), NOTHING)).isEqualTo(new StreamVerdict.NotCommitted());
  }

  @Test
  void aStreamThatDoesNotExistIsProvedNotTo() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.append(Event.of("Odd", "odd", Map.of(), "\ud83d\ude00", "\uffee"));
    ledger.proofs().commitStreams();
    for (String key : List.of("a", "publisher_id=pub-11", "zzz", "\uffef", "\ud83d\ude01")) {
      StreamEvidence evidence = ledger.proofs().completeness(key, 0);
      assertThat(evidence.verify(pinned(), NOTHING))
          .as(key)
          .isInstanceOfSatisfying(
              StreamVerdict.Complete.class, complete -> assertThat(complete.receipts()).isEmpty());
      StreamEvidence hidden =
          new StreamEvidence(STREAM, evidence.commitment(), evidence.places(), List.of());
      assertThat(hidden.verify(pinned(), NOTHING)).isEqualTo(new StreamVerdict.NotCommitted());
    }
  }

  @Test
  void aLedgerWithoutStreamsProvesThatThereIsNone() {
    ledger.proofs().commitStreams();
    assertThat(ledger.proofs().completeness(STREAM, 0).verify(pinned(), NOTHING))
        .isInstanceOf(StreamVerdict.Complete.class);
  }

  @Test
  void isNotGivenBeforeTheLedgerCommitted() {
    assertThatThrownBy(() -> ledger.proofs().completeness(STREAM, 0))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.not-committed"));
  }

  @Test
  void committingAgainWithoutNewReceiptsAddsNothing() {
    ledger.append(TestLedger.clicks(0, 3));
    Receipt once = ledger.proofs().commitStreams();
    assertThat(ledger.proofs().commitStreams()).isEqualTo(once);
    assertThat(TestLedger.verify(store).isValid()).isTrue();
  }

  @Test
  void aChangedReceiptIsNamed() {
    ledger.append(TestLedger.clicks(0, 30));
    ledger.proofs().commitStreams();
    StreamEvidence evidence = ledger.proofs().completeness(STREAM, 0);
    List<Receipt> changed = new ArrayList<>(evidence.receipts());
    Receipt second = changed.get(1);
    changed.set(1, new Receipt(second.header(), changed.get(2).signature(), second.payload()));
    assertThat(with(evidence, changed).verify(pinned(), NOTHING))
        .isEqualTo(
            new StreamVerdict.Faulty(new Fault(second.header().seq(), Fault.Kind.BAD_SIGNATURE)));
  }
}

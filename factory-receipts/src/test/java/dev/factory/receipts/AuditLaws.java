package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** An audit that goes on from the one before, beside one that looks at everything. */
class AuditLaws {
  private static final SubjectKeys KEYS =
      subject -> Optional.of((subject + "-".repeat(32)).getBytes(StandardCharsets.UTF_8));

  enum Action {
    APPEND,
    ERASE_FIELD,
    ERASE_WHOLE,
    ROTATE,
    REVOKE,
    COMMIT_STREAMS
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    return Arbitraries.of(Action.class).list().ofMaxSize(12);
  }

  /** A ledger to which things are done. */
  private static final class Written {
    private final InMemoryReceiptStore store = new InMemoryReceiptStore();
    private final List<UUID> ids = new ArrayList<>();
    private final List<Long> rotations = new ArrayList<>();
    private final Receipts ledger =
        TestLedger.builder(store)
            .subjectKeys(KEYS)
            .spareKeys(TestLedger.key(99).verifier())
            .maxBatch(3)
            .open();

    void act(List<Action> actions) {
      for (Action action : actions) {
        switch (action) {
          case APPEND -> append();
          case ERASE_FIELD -> erase(PayloadSelection.fields(any(), "email"));
          case ERASE_WHOLE -> erase(PayloadSelection.whole(any()));
          case ROTATE -> {
            rotations.add(ledger.head().size());
            ledger.keys().rotate(TestLedger.key(1 + rotations.size()));
          }
          case REVOKE -> revoke();
          case COMMIT_STREAMS -> ledger.proofs().commitStreams();
        }
      }
    }

    void append() {
      int number = ids.size();
      Event lead =
          new Event(
              "LeadReceived",
              List.of(new SubjectRef("user-" + number % 3, Set.of("email"))),
              Map.of("email", number + "@example.org"),
              "lead:" + number,
              List.of("publisher_id=pub-" + number % 2));
      ids.add(ledger.append(lead).receipt().header().id());
    }

    private UUID any() {
      if (ids.isEmpty()) {
        append();
      }
      return ids.get(ids.size() / 2);
    }

    private void erase(PayloadSelection selection) {
      ledger.erase(List.of(selection), "gdpr.art17");
    }

    /** The first key, from where it handed over, so that nothing that stands loses its trust. */
    private void revoke() {
      if (!rotations.isEmpty()) {
        ledger.keys().revoke(TestLedger.KEY.verifier().kid(), rotations.get(0));
      }
    }

    ReceiptVerifier verifier() {
      return ReceiptVerifier.trusting(TrustedKeys.pinnedGenesis(Genesis.of(store).hash()));
    }
  }

  private static AuditPoint kept(AuditPoint point) {
    AuditPoint read = AuditPoint.fromJson(point.toJson());
    assertThat(read).isEqualTo(point).hasSameHashCodeAs(point);
    return read;
  }

  /** Law: going on from an audit comes to the same as looking at everything again. */
  @Property(tries = 1_000)
  void goingOnSaysWhatLookingAtEverythingSays(
      @ForAll("actions") List<Action> before, @ForAll("actions") List<Action> after) {
    Written written = new Written();
    written.act(before);
    ReceiptVerifier verifier = written.verifier();
    AuditPoint point = kept(verifier.audit(written.store).next().orElseThrow());
    assertThat(point.size()).isEqualTo(written.ledger.head().size());
    written.act(after);
    Audit whole = verifier.audit(written.store);
    Audit gone = verifier.since(point).audit(written.store);
    assertThat(gone.report().fault()).isEmpty();
    assertThat(gone.report().receipts()).isEqualTo(whole.report().receipts());
    assertThat(gone.report().root()).isEqualTo(whole.report().root());
    assertThat(gone.next()).isEqualTo(whole.next());
  }

  /** Law: whatever is changed after the point is found at the same place, as the same fault. */
  @Property(tries = 1_000)
  void whatIsChangedAfterThePointIsFoundAsIfEverythingWereLookedAt(
      @ForAll("actions") List<Action> before,
      @ForAll("actions") List<Action> after,
      @ForAll @IntRange(max = 10_000) int place) {
    Written written = new Written();
    written.act(before);
    ReceiptVerifier verifier = written.verifier();
    AuditPoint point = kept(verifier.audit(written.store).next().orElseThrow());
    written.append();
    written.act(after);
    List<StoredReceipt> added = new ArrayList<>();
    written.store.range(point.size(), written.ledger.head().size(), added::add);
    ReceiptStore changed =
        ChangedStore.of(written.store, changed(added.get(place % added.size()), place));
    Audit gone = verifier.since(point).audit(changed);
    assertThat(gone.report().fault()).isPresent();
    assertThat(gone.report().fault()).isEqualTo(verifier.verify(changed).fault());
    assertThat(gone.next()).isEmpty();
  }

  private static StoredReceipt changed(StoredReceipt receipt, int place) {
    byte[] header = receipt.header().clone();
    header[place % header.length] ^= 2;
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
}

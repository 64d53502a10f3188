package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The whole ledger against a plain list of what was done to it. */
class LedgerModelLaws {
  private static final SubjectKeys KEYS =
      subject -> Optional.of((subject + "-".repeat(32)).getBytes(StandardCharsets.UTF_8));

  /** One thing that a host does; {@code number} picks what it is done to. */
  record Step(Action action, int number) {}

  enum Action {
    APPEND,
    APPEND_AGAIN,
    APPEND_OTHER_CONTENT,
    ERASE_FIELD,
    ERASE_WHOLE,
    ROTATE,
    CHECKPOINT,
    COMMIT_STREAMS,
    REOPEN,
    TICK
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Action.class), Arbitraries.integers().between(0, 60))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<SigningMode> modes() {
    return Arbitraries.of(SigningMode.class);
  }

  /** What must be in the ledger, kept in the simplest way. */
  private static final class Model {
    private final List<UUID> ids = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Boolean> erasedEmail = new ArrayList<>();
    private final List<Boolean> erasedWhole = new ArrayList<>();
    private final List<SignedNote> checkpoints = new ArrayList<>();
    private final Map<String, Integer> streams = new HashMap<>();
    private long ownReceipts = 1;
    private int rotations;
  }

  private static Event event(int number, String note) {
    return new Event(
        "LeadReceived",
        List.of(new SubjectRef("user-" + number % 5, Set.of("email"))),
        Map.of("lead_id", "lead-" + number, "email", number + "@example.org", "note", note),
        "lead:" + number,
        List.of("publisher_id=pub-" + number % 3));
  }

  /** Law: whatever is done in whatever order, the ledger holds what the list says and verifies. */
  @Property(tries = 1_000)
  void theLedgerIsTheListItShouldBe(
      @ForAll("steps") List<Step> steps, @ForAll("modes") SigningMode mode) {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    SettableTime time = SettableTime.at("2026-01-24T12:34:56.123Z");
    SequenceIds ids = new SequenceIds();
    Model model = new Model();
    Receipts ledger = open(store, time, ids, mode, 0);
    for (Step step : steps) {
      Receipts reopened = act(step, ledger, model, time);
      ledger =
          step.action() == Action.REOPEN ? open(store, time, ids, mode, model.rotations) : reopened;
    }
    compare(ledger, store, model);
  }

  private static Receipts open(
      InMemoryReceiptStore store,
      SettableTime time,
      SequenceIds ids,
      SigningMode mode,
      int rotations) {
    return Receipts.named(TestLedger.NAME)
        .store(store)
        .signer(TestLedger.key(1 + rotations))
        .time(time)
        .ids(ids)
        .subjectKeys(KEYS)
        .signing(mode)
        .maxBatch(3)
        .open();
  }

  private static Receipts act(Step step, Receipts ledger, Model model, SettableTime time) {
    boolean isKnown = model.numbers.contains(step.number());
    int at = model.ids.isEmpty() ? 0 : step.number() % model.ids.size();
    switch (step.action()) {
      case APPEND, APPEND_AGAIN -> append(step.number(), ledger, model);
      case APPEND_OTHER_CONTENT -> {
        if (isKnown) {
          assertThat(failure(() -> ledger.append(event(step.number(), "other"))))
              .isInstanceOf(DuplicateEventException.class);
        }
      }
      case ERASE_FIELD -> {
        if (!model.ids.isEmpty()) {
          PayloadSelection email = PayloadSelection.fields(model.ids.get(at), "email");
          int expected = model.erasedEmail.get(at) || model.erasedWhole.get(at) ? 0 : 1;
          assertThat(ledger.erase(List.of(email), "gdpr.art17")).hasSize(expected);
          model.erasedEmail.set(at, true);
          model.ownReceipts += expected;
        }
      }
      case ERASE_WHOLE -> {
        if (!model.ids.isEmpty()) {
          PayloadSelection whole = PayloadSelection.whole(model.ids.get(at));
          int expected = model.erasedWhole.get(at) ? 0 : 1;
          assertThat(ledger.erase(List.of(whole), "retention")).hasSize(expected);
          model.erasedWhole.set(at, true);
          model.ownReceipts += expected;
        }
      }
      case ROTATE -> {
        model.rotations++;
        ledger.keys().rotate(TestLedger.key(1 + model.rotations));
        model.ownReceipts++;
      }
      case CHECKPOINT -> model.checkpoints.add(ledger.proofs().checkpoint());
      case COMMIT_STREAMS -> {
        long before = ledger.head().size();
        ledger.proofs().commitStreams();
        model.ownReceipts += ledger.head().size() - before;
      }
      case TICK -> time.advance(Duration.ofSeconds(step.number()));
      case REOPEN -> {
        // the caller does it
      }
    }
    return ledger;
  }

  private static void append(int number, Receipts ledger, Model model) {
    AppendOutcome outcome = ledger.append(event(number, "first"));
    int known = model.numbers.indexOf(number);
    if (known >= 0) {
      assertThat(outcome).isInstanceOf(AppendOutcome.AlreadyRecorded.class);
      assertThat(outcome.receipt().header().id()).isEqualTo(model.ids.get(known));
      return;
    }
    assertThat(outcome).isInstanceOf(AppendOutcome.Recorded.class);
    model.ids.add(outcome.receipt().header().id());
    model.numbers.add(number);
    model.erasedEmail.add(false);
    model.erasedWhole.add(false);
    model.streams.merge("publisher_id=pub-" + number % 3, 1, Integer::sum);
  }

  private static @Nullable Throwable failure(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static void compare(Receipts ledger, InMemoryReceiptStore store, Model model) {
    assertThat(ledger.head().size()).isEqualTo(model.ids.size() + model.ownReceipts);
    for (int i = 0; i < model.ids.size(); i++) {
      Optional<Map<String, @Nullable Object>> data =
          ledger.byId(model.ids.get(i)).orElseThrow().data();
      assertThat(data.isPresent()).isEqualTo(!model.erasedWhole.get(i));
      if (data.isPresent()) {
        assertThat(data.get()).containsEntry("lead_id", "lead-" + model.numbers.get(i));
        assertThat(data.get().containsKey("email")).isEqualTo(!model.erasedEmail.get(i));
      }
    }
    model.streams.forEach(
        (key, size) -> assertThat(ledger.stream(key, 0, 100)).as(key).hasSize(size));
    TrustedKeys pinned = TrustedKeys.pinnedGenesis(Genesis.of(store).hash());
    VerificationReport report = ReceiptVerifier.trusting(pinned).verify(store);
    assertThat(report.fault()).isEmpty();
    assertThat(report.isValid()).isTrue();
    long erased = 0;
    for (int i = 0; i < model.ids.size(); i++) {
      erased += model.erasedEmail.get(i) || model.erasedWhole.get(i) ? 1 : 0;
    }
    assertThat(report.payloads().erased()).isEqualTo(erased);
    compareProofs(ledger, model, pinned);
  }

  private static void compareProofs(Receipts ledger, Model model, TrustedKeys pinned) {
    long size = ledger.head().size();
    ReceiptHash root = Checkpoint.of(ledger.proofs().checkpoint()).root();
    for (SignedNote note : model.checkpoints) {
      Checkpoint old = Checkpoint.of(note);
      assertThat(ledger.proofs().growth(old.size(), size).proves(old.root(), root)).isTrue();
    }
    if (!model.ids.isEmpty()) {
      assertThat(ledger.proofs().bundle(model.ids).verify(pinned))
          .isInstanceOf(BundleVerdict.Verified.class);
    }
    ledger.proofs().commitStreams();
    for (Map.Entry<String, Integer> stream : model.streams.entrySet()) {
      assertThat(
              ledger
                  .proofs()
                  .completeness(stream.getKey(), 0)
                  .verify(pinned, new StreamHead(0, ReceiptHash.ZERO)))
          .isInstanceOfSatisfying(
              StreamVerdict.Complete.class,
              complete -> assertThat(complete.receipts()).hasSize(stream.getValue()));
    }
  }
}

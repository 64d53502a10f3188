package dev.factory.attribution;

import static dev.factory.attribution.PayoutWorld.OF_JANUARY;
import static dev.factory.attribution.PayoutWorld.SCRIPTED;
import static dev.factory.attribution.PayoutWorld.USD;
import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.fitting.ModelVersion;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.memory.MemoryPayoutStore;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.testkit.ScriptedRail;
import dev.factory.attribution.testkit.ScriptedRail.Fault;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.Rate;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A story in which everything happens once, and every event there is. */
class EveryEventTest {
  /** All of them; a new one is added here, to DESIGN.md, and to the golden files. */
  private static final List<String> TYPES =
      List.of(
          "AdjustmentPosted",
          "AttributionComputed",
          "ClawbackPosted",
          "ClickRecorded",
          "CommissionAccrued",
          "CommissionReleased",
          "ConversionRecorded",
          "DebtWrittenOff",
          "DisputeOpened",
          "DisputeResolved",
          "ModelPublished",
          "PayoutCancelled",
          "PayoutContradicted",
          "PayoutInDoubt",
          "PayoutNotCreated",
          "PayoutRejected",
          "PayoutReserved",
          "PayoutReturned",
          "PayoutSettled",
          "PayoutSubmitted",
          "PolicyPublished",
          "RecalculationCompleted",
          "ReversalAttributed",
          "ReversalRecorded",
          "StatementClosed",
          "TouchpointRecorded",
          "TouchpointRejected");

  static List<String> types() {
    return TYPES;
  }

  /** What happens, step by step; each may be repeated. */
  private static final class Story {
    private static final Period OF_FEBRUARY = new Period(FEBRUARY, MARCH);
    private static final PolicyVersion FITTED =
        new PolicyVersion(
            JANUARY.minus(Duration.ofDays(800)),
            JANUARY.minus(Duration.ofDays(700)),
            LINEAR.windows(),
            LINEAR.offers(),
            new CreditModel.Fitted(new ModelVersion("MARKOV-1", new TreeMap<>(Map.of("mail", 3L)))),
            Rate.parse("70%"),
            LINEAR.filters());

    private final List<Event> events = new ArrayList<>();
    private final SettableTime time = SettableTime.at("2026-02-02T09:00:00Z");
    private final Deque<Fault> faults =
        new ArrayDeque<>(List.of(Fault.REFUSED, Fault.REQUEST_LOST, Fault.NONE));
    private final ScriptedRail rail =
        new ScriptedRail(time, () -> faults.isEmpty() ? Fault.NONE : faults.remove());
    private final Attribution attribution =
        Attribution.over(new MemoryAttributionStore(this::journal), time);
    private final MemoryPayoutStore store = new MemoryPayoutStore(this::journal);
    private final Conversion sale = conversion("c-1", "u-1", day(10), usd(10_000));
    private String failing = "";
    private int failures;

    private Journal inner() {
      return events::addAll;
    }

    private void journal(List<Event> told) {
      if (told.stream().anyMatch(event -> event.type().equals(failing))) {
        failing = "";
        failures++;
        throw new IllegalStateException("the journal is full");
      }
      inner().append(told);
    }

    private Payouts payouts() {
      return Payouts.with(attribution, store, PayoutWorld.paidBy(SCRIPTED), time).rail(rail).open();
    }

    private Disputes disputes() {
      return Disputes.over(attribution, store, time, json -> "ed25519:1");
    }

    private Payout payout(int publisher) {
      return store
          .<List<Payout>>reading(view -> view.payouts(EnumSet.allOf(PayoutState.class), null, 100))
          .stream()
          .filter(one -> one.publisherId().equals(PayoutWorld.publisher(publisher)))
          .filter(one -> one.run().period().equals(OF_JANUARY))
          .findFirst()
          .orElseThrow();
    }

    private void tell(int publisher, String reference, RailFinding.Stage stage) {
      Payout payout = payout(publisher);
      PayoutId id = payout.id();
      payouts().decisions().told(id, new RailFinding.Found(reference, payout.amount(), stage));
    }

    private static Touchpoint coupon() {
      return new Touchpoint(
          new EventId("coupon-1"),
          new UserKey("u-9"),
          day(9),
          0,
          TouchKind.COUPON,
          PayoutWorld.publisher(1),
          new OfferId("off-789"),
          "",
          Set.of(),
          Map.of());
    }

    List<Runnable> steps() {
      return List.of(
          () -> attribution.publish(FITTED),
          () -> attribution.publish(LINEAR),
          () ->
              attribution.recordTouchpoints(
                  List.of(
                      click("t-1", "u-1", day(9), "pub-1"),
                      click("t-2", "u-2", day(9), "pub-2"),
                      click("t-3", "u-3", day(9), "pub-3"),
                      coupon())),
          () -> attribution.recordTouchpoints(List.of(click("t-1", "u-1", day(8), "pub-1"))),
          () ->
              attribution.recordConversions(
                  List.of(
                      sale,
                      conversion("c-2", "u-2", day(10), usd(20_000)),
                      conversion("c-3", "u-3", day(10), usd(30_000)))),
          () -> payouts().calculate(OF_JANUARY, SCRIPTED),
          () -> payouts().submit(OF_JANUARY, SCRIPTED),
          () -> time.set(Instant.parse("2026-02-02T10:00:00Z")),
          () -> payouts().submit(OF_JANUARY, SCRIPTED),
          this::settleThem,
          () ->
              attribution.recordReversals(
                  List.of(refund("r-1", sale, usd(10_000), FEBRUARY.plusSeconds(60)))),
          () -> time.set(MARCH.plusSeconds(60)),
          () -> attribution.closeStatements(OF_FEBRUARY),
          () -> payouts().run(OF_FEBRUARY, SCRIPTED),
          () -> WriteOffs.over(attribution, time).giveUp(PayoutWorld.publisher(1), USD),
          () -> attribution.recordTouchpoints(List.of(click("t-9", "u-3", day(9), "pub-2"))),
          () -> disputes().open("d-1", PayoutWorld.publisher(2), OF_JANUARY),
          () -> disputes().recalculate("d-1"),
          () -> disputes().accept("d-1", "Recorded late; accepted."));
    }

    /** One of three was refused and is cancelled, one comes back, one is told of twice. */
    private void settleThem() {
      for (int publisher = 1; publisher <= 3; publisher++) {
        Payout payout = payout(publisher);
        if (payout.state() == PayoutState.REJECTED) {
          payouts().decisions().cancel(payout.id(), "operator");
        }
      }
      List<Integer> paid = new ArrayList<>();
      for (int publisher = 1; publisher <= 3; publisher++) {
        PayoutState state = payout(publisher).state();
        if (state == PayoutState.PAID || state == PayoutState.RETURNED) {
          paid.add(publisher);
        }
      }
      tell(paid.get(0), "tr_other", RailFinding.Stage.PAID);
      String reference = payout(paid.get(1)).status().railReference();
      tell(paid.get(1), reference, RailFinding.Stage.RETURNED);
    }

    /** Tells it; a step that fails is taken once more. */
    Story tell(String failAt) {
      failing = failAt;
      for (Runnable step : steps()) {
        int before = failures;
        if (failing.isEmpty()) {
          step.run();
        } else {
          attempt(step, before);
        }
      }
      return this;
    }

    private void attempt(Runnable step, int before) {
      try {
        step.run();
      } catch (IllegalStateException full) {
        assertThat(failures).isEqualTo(before + 1);
        step.run();
      }
    }

    Set<String> keys() {
      Set<String> keys = new HashSet<>();
      events.forEach(event -> keys.add(event.type() + " " + event.idempotencyKey()));
      return keys;
    }

    List<String> types() {
      return events.stream().map(Event::type).toList();
    }

    List<Balance> balances() {
      return store.reading(PayoutView::balances);
    }
  }

  @Test
  void theStoryTellsEveryEventThereIs() {
    Set<String> told = new TreeSet<>();
    new Story().tell("").events.forEach(event -> told.add(event.type()));
    assertThat(told).containsExactlyElementsOf(TYPES);
  }

  @Test
  void nothingIsToldTwice() {
    Story story = new Story().tell("");
    assertThat(story.events).hasSameSizeAs(story.keys());
    int told = story.events.size();
    story.attribution.recordTouchpoints(List.of(click("t-1", "u-1", day(9), "pub-1")));
    story.attribution.publish(LINEAR);
    assertThat(story.events).hasSize(told);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aJournalThatFailsLeavesTheRowsAsTheyWereAndTheNextAttemptCompletesThem(String type) {
    Story undisturbed = new Story().tell("");
    Story disturbed = new Story().tell(type);
    assertThat(disturbed.failures).isEqualTo(1);
    assertThat(disturbed.rail.transfers())
        .extracting(ScriptedRail.Transfer::reference)
        .doesNotHaveDuplicates();
    if (type.equals("PayoutRejected")) {
      // the refusal was lost with its event: the payout is looked up, and sent when that is proven
      assertThat(disturbed.types()).contains("PayoutNotCreated").doesNotContain(type);
    } else {
      assertThat(disturbed.balances()).isEqualTo(undisturbed.balances());
      assertThat(disturbed.keys()).isEqualTo(undisturbed.keys());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void eachReadsAsItWasReleased(String type) {
    Event event =
        new Story()
            .tell("").events.stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .orElseThrow();
    Map<String, Object> members = new TreeMap<>();
    members.put("type", event.type());
    members.put("idempotency_key", event.idempotencyKey());
    members.put("streams", event.streams());
    members.put("data", event.data());
    Golden.assertSame("story-" + type + ".json", CanonicalJson.of(members));
    assertThat(event.data().toString()).doesNotContain("acct_");
  }

  @Test
  void theRejectionOfATouchSaysNothingPersonal() {
    Event rejected =
        new Story()
            .tell("").events.stream()
                .filter(event -> event.type().equals("TouchpointRejected"))
                .findFirst()
                .orElseThrow();
    assertThat(rejected.data()).doesNotContainKeys("user_key", "ip_hash", "evidence");
    assertThat(rejected.streams()).containsExactly("publisher_id=" + new PublisherId("pub-1"));
  }
}

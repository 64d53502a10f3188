package dev.factory.attribution;

import static dev.factory.attribution.PayoutWorld.OF_JANUARY;
import static dev.factory.attribution.PayoutWorld.SCRIPTED;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.payout.RiskHold;
import dev.factory.attribution.testkit.ScriptedRail;
import dev.factory.attribution.testkit.ScriptedRail.Fault;
import dev.factory.core.journal.Event;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The events of ledger, payouts and disputes read the same for ever. */
class PayoutEventsTest {
  private final PayoutWorld world = new PayoutWorld();
  private final Deque<Fault> faults = new ArrayDeque<>(List.of(Fault.REQUEST_LOST));
  private final Payouts payouts =
      world
          .settings()
          .rail(new ScriptedRail(world.time, () -> faults.isEmpty() ? Fault.NONE : faults.remove()))
          .terms(
              new PayoutTerms(
                  List.of(usd(100)),
                  Map.of("new", new RiskHold(Rate.parse("1/3"), Duration.ofDays(30)))))
          .open();

  private Event last(String type) {
    return world.events.stream()
        .filter(event -> event.type().equals(type))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no " + type));
  }

  private static byte[] json(Event event) {
    Map<String, Object> members = new TreeMap<>();
    members.put("type", event.type());
    members.put("idempotency_key", event.idempotencyKey());
    members.put("streams", event.streams());
    members.put("data", event.data());
    return CanonicalJson.of(members);
  }

  @Test
  void theEventsOfAPayoutAreTheReleasedOnes() {
    world.sale(new PublisherId("pub-456"), usd(5_000), day(10));
    payouts.run(OF_JANUARY, SCRIPTED);
    world.time.advance(Duration.ofMinutes(10));
    payouts.run(OF_JANUARY, SCRIPTED);
    for (String type :
        List.of(
            "CommissionAccrued",
            "CommissionReleased",
            "PayoutSubmitted",
            "PayoutInDoubt",
            "PayoutNotCreated",
            "PayoutReserved",
            "PayoutSettled")) {
      Golden.assertSame("event-" + type + ".json", json(last(type)));
    }
    assertThat(world.events)
        .extracting(event -> event.data().toString())
        .noneMatch(data -> data.contains("acct_"));
  }

  @Test
  void theEventsOfADisputeAreTheReleasedOnes() {
    world.attribution.recordTouchpoints(List.of(click("t-1", "u", day(8), "pub-1")));
    world.attribution.recordConversions(List.of(conversion("c", "u", day(10), usd(10_000))));
    world.attribution.closeStatements(OF_JANUARY);
    world.attribution.recordTouchpoints(List.of(click("t-2", "u", day(9), "pub-2")));
    Disputes disputes =
        Disputes.over(world.attribution, world.store, world.time, json -> "ed25519:1");
    disputes.open("d-1", new PublisherId("pub-2"), OF_JANUARY);
    disputes.recalculate("d-1");
    Golden.assertSame(
        "ruling.json", disputes.accept("d-1", "Recorded late; accepted.").explanation());
    for (String type : List.of("DisputeOpened", "RecalculationCompleted", "DisputeResolved")) {
      Golden.assertSame("event-" + type + ".json", json(last(type)));
    }
    assertThat(world.recorded).extracting(Event::type).endsWith("AdjustmentPosted");
    Event adjusted = world.recorded.get(world.recorded.size() - 1);
    Golden.assertSame("event-AdjustmentPosted.json", json(adjusted));
  }
}

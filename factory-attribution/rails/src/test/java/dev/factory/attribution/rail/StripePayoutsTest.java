package dev.factory.attribution.rail;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.Payouts;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.memory.MemoryPayoutStore;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.rail.StripeDouble.Fault;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs over HTTP, with what Stripe and the network may do to them. */
class StripePayoutsTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final PayoutMethod STRIPE = new PayoutMethod("stripe");
  private static final Period OF_JANUARY = new Period(JANUARY, FEBRUARY);
  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final int SCHEDULES = 40;
  private static final int PUBLISHERS = 3;

  private final SettableTime time = SettableTime.at(FEBRUARY);

  private Payouts payouts(StripeDouble stripe) {
    Attribution attribution = Attribution.over(new MemoryAttributionStore(Journal.none()), time);
    attribution.publish(LINEAR);
    for (int number = 0; number < PUBLISHERS; number++) {
      String id = Integer.toString(number);
      attribution.recordTouchpoints(List.of(click("t-" + id, "u-" + id, day(1), "pub-" + id)));
      attribution.recordConversions(List.of(conversion("c-" + id, "u-" + id, day(2), usd(5_000))));
    }
    StripeSettings settings =
        new StripeSettings(
            stripe.base(),
            "sk_test_1",
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10));
    return Payouts.with(
            attribution,
            new MemoryPayoutStore(Journal.none()),
            who -> Optional.of(Payee.of(who, STRIPE, "acct_" + who, USD)),
            time)
        .rail(StripeRail.of(settings, Set.of(USD)))
        .open();
  }

  @Test
  void whateverHappensToTheRequestsEachPublisherGetsOneTransfer() throws IOException {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      Random random = new Random(seed);
      try (StripeDouble stripe = new StripeDouble(time)) {
        Payouts payouts = payouts(stripe);
        for (int run = 0; run < 4; run++) {
          for (int request = 0; request < 4; request++) {
            stripe.next(FAULTS.get(random.nextInt(FAULTS.size())));
          }
          payouts.run(OF_JANUARY, STRIPE);
          assertThat(groups(stripe)).as("schedule %s", seed).doesNotHaveDuplicates();
          time.advance(Duration.ofMinutes(random.nextInt(4) == 0 ? 1_500 : random.nextInt(15)));
        }
        stripe.calm();
        time.advance(Duration.ofHours(25));
        PayoutReport report = payouts.run(OF_JANUARY, STRIPE);
        assertThat(groups(stripe)).as("schedule %s", seed).hasSize(PUBLISHERS);
        for (Payout payout : report.payouts()) {
          boolean differs = payout.status().reason().equals("amount-differs");
          assertThat(payout.state())
              .as("schedule %s", seed)
              .isEqualTo(differs ? PayoutState.IN_DOUBT : PayoutState.PAID);
        }
      }
    }
  }

  private static List<String> groups(StripeDouble stripe) {
    return stripe.transfers().stream()
        .map(transfer -> String.valueOf(transfer.get("transfer_group")))
        .toList();
  }
}

package dev.factory.attribution;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.memory.MemoryPayoutStore;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.Payees;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.core.journal.Event;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A business with sales, and everything that payouts need, in memory. */
final class PayoutWorld {
  static final Period OF_JANUARY = new Period(JANUARY, FEBRUARY);
  static final PayoutMethod SCRIPTED = new PayoutMethod("scripted");
  static final CurrencyUnit USD = CurrencyUnit.of("USD");

  final SettableTime time = SettableTime.at(Instant.parse("2026-02-02T09:00:00Z"));
  final List<Event> events = new ArrayList<>();
  final List<Event> recorded = new ArrayList<>();
  final AttributionStore attributionStore = new MemoryAttributionStore(recorded::addAll);
  final PayoutStore store = new MemoryPayoutStore(events::addAll);
  final Attribution attribution = Attribution.over(attributionStore, time);
  private int sales;

  PayoutWorld() {
    attribution.publish(LINEAR);
  }

  static PublisherId publisher(int number) {
    return new PublisherId("pub-" + number);
  }

  /** One sale that belongs to one publisher alone. */
  Conversion sale(PublisherId publisher, Money gross, Instant at) {
    String id = Integer.toString(++sales);
    Touchpoint touch = click("t-" + id, "u-" + id, at, publisher.value());
    Conversion conversion = conversion("c-" + id, "u-" + id, at, gross);
    attribution.recordTouchpoints(List.of(touch));
    attribution.recordConversions(List.of(conversion));
    return conversion;
  }

  /** So many publishers, each with a sale in January: number n is due n times $7.00. */
  PayoutWorld withSales(int publishers) {
    for (int number = 1; number <= publishers; number++) {
      sale(publisher(number), usd(1_000L * number), day(10));
    }
    return this;
  }

  static Payees paidBy(PayoutMethod method) {
    return publisher -> Optional.of(Payee.of(publisher, method, "acct_" + publisher, USD));
  }

  PayoutSettings settings(PayoutStore through) {
    return Payouts.with(attribution, through, paidBy(SCRIPTED), time);
  }

  PayoutSettings settings() {
    return settings(store);
  }

  List<String> types() {
    return events.stream().map(Event::type).toList();
  }

  /** Every currency adds up to zero, whatever was posted. */
  static void assertBalanced(PayoutView view) {
    Map<CurrencyUnit, Long> sums = new HashMap<>();
    for (Balance balance : view.balances()) {
      sums.merge(balance.amount().currency(), balance.amount().micro(), Math::addExact);
    }
    assertThat(sums.values()).allMatch(sum -> sum == 0);
  }
}

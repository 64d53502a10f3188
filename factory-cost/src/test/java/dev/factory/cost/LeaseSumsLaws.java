package dev.factory.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LeaseSumsLaws {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final SpendTags COMPANY = SpendTags.tenant("company-123");
  private static final PriceBook PRICES = PriceBook.standard();

  private final SettableTime time = SettableTime.at("2026-01-31T12:00:00Z");

  /** A call at one of two prices. */
  record Call(boolean mini, long input, long output, boolean sent, boolean flush) {}

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.longs().between(0, 20_000),
            Arbitraries.longs().between(0, 2_000),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(false, false, false, true))
        .as(Call::new)
        .list()
        .ofMaxSize(60);
  }

  private Budgets budgets(MemoryBudgetStore store, long limitNanos) {
    BudgetPolicy policy =
        BudgetPolicy.hard(
            NanoMoney.ofNanos(USD, limitNanos),
            BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0)));
    return Budgets.over(store, BudgetSource.each(Map.of(Set.of(Dimension.TENANT), policy)), time);
  }

  private LeasedBudgets leases(Budgets budgets, long cap) {
    LeaseTerms terms = new LeaseTerms(1, NanoMoney.ofNanos(USD, cap), Duration.ofMinutes(1));
    return LeasedBudgets.over(budgets, terms, new SequenceIds());
  }

  private Quote quote(String model) {
    return PRICES.priceAt(time.instant(), PriceSelector.of("openai", model)).orThrow();
  }

  @Property
  void sumsComeToExactlyWhatTheCallsCost(@ForAll("calls") List<Call> calls) {
    MemoryBudgetStore store = new MemoryBudgetStore();
    Budgets budgets = budgets(store, 1_000_000_000_000L);
    LeasedBudgets leases = leases(budgets, 500_000_000);
    Quote mini = quote("gpt-4o-mini");
    Quote four = quote("gpt-4o");
    long femtos = 0;
    long made = 0;
    for (Call call : calls) {
      NanoMoney bound = NanoMoney.ofNanos(USD, 100_000_000);
      LeasedHold hold = ((LeasedDecision.Granted) leases.path(COMPANY).reserve(bound)).hold();
      if (call.sent()) {
        Quote quote = call.mini() ? mini : four;
        Usage usage = Usage.of(call.input(), call.output());
        assertThat(hold.settle(quote, usage).nanos()).isZero();
        femtos += quote.cost(usage).femtos();
        made++;
      } else {
        hold.release();
      }
      if (call.flush()) {
        leases.flush();
      }
    }
    leases.close();
    BudgetStatus status = budgets.status(COMPANY).get(0);
    assertThat(status.reserved().nanos()).isZero();
    long events = store.events(time.instant(), time.instant().plusSeconds(1), "", 10_000).size();
    assertThat(Math.abs(status.spent().nanos() * 1_000_000 - femtos))
        .isLessThanOrEqualTo(events * 500_000);
    assertThat(
            store.events(time.instant(), time.instant().plusSeconds(1), "", 10_000).stream()
                .mapToLong(event -> event.charge().exact().femtos())
                .sum())
        .isEqualTo(femtos);
    assertThat(leases.totals().calls()).isEqualTo(made);
    Instant slot = UsageTotal.slot(time.instant());
    assertThat(
            store.totals(slot, slot.plus(UsageTotal.SLOT)).stream()
                .filter(total -> total.kind() == EventKind.CHARGE)
                .mapToLong(UsageTotal::events)
                .sum())
        .as("calls that reports count")
        .isEqualTo(made);
    assertThat(leases.totals().nanos()).isEqualTo(status.spent().nanos());
  }

  @Example
  void threadsTogetherSpendTheBudgetToTheLastCallAndNotBeyond() throws InterruptedException {
    Quote mini = quote("gpt-4o-mini");
    Usage usage = Usage.of(1_000, 0); // 150,000 billionths
    long calls = 20_000;
    Budgets budgets = budgets(new MemoryBudgetStore(), calls * 150_000);
    LeasedBudgets leases = leases(budgets, 40_000_000);
    LeasedPath path = leases.path(COMPANY);
    NanoMoney bound = NanoMoney.ofNanos(USD, 150_000);
    AtomicLong granted = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch done = new CountDownLatch(4);
    for (int thread = 0; thread < 4; thread++) {
      threads.execute(
          () -> {
            while (path.reserve(bound) instanceof LeasedDecision.Granted one) {
              one.hold().settle(mini, usage);
              granted.incrementAndGet();
            }
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    threads.shutdownNow();
    leases.close();
    assertThat(granted).hasValue(calls);
    BudgetStatus status = budgets.status(COMPANY).get(0);
    assertThat(status.remaining().nanos()).isZero();
    assertThat(status.reserved().nanos()).isZero();
  }
}

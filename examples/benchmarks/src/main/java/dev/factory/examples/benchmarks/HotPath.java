package dev.factory.examples.benchmarks;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.Budgets;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.spi.BudgetStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/** One path of three levels that all calls fall under, with room for all of them. */
final class HotPath {
  static final CurrencyUnit USD = CurrencyUnit.of("USD");
  static final SpendTags TAGS =
      SpendTags.tenant("company-123")
          .with(Dimension.FEATURE, "search")
          .with(Dimension.KEY, "key-1");

  private HotPath() {}

  static Budgets budgets(BudgetStore store) {
    BudgetPolicy policy =
        BudgetPolicy.hard(
            NanoMoney.ofNanos(USD, Long.MAX_VALUE / 4),
            BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0)));
    return Budgets.over(
            store,
            BudgetSource.each(
                Map.of(
                    Set.of(Dimension.TENANT), policy,
                    Set.of(Dimension.TENANT, Dimension.FEATURE), policy,
                    Set.of(Dimension.TENANT, Dimension.FEATURE, Dimension.KEY), policy)),
            Clock.tick(Clock.system(ZoneOffset.UTC), Duration.ofNanos(1_000)))
        .settlingWithin(Duration.ofMinutes(15));
  }
}

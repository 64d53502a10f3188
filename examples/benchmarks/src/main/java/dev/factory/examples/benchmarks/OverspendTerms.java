package dev.factory.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.Budgets;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.spi.BudgetStore;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

/** What all processes of {@link OverspendRun} go by. */
final class OverspendTerms {
  static final CurrencyUnit USD = CurrencyUnit.of("USD");

  /** The most a call costs: a cent. */
  static final long MOST = 10_000_000;

  /** Of each budget, in each of two months. */
  static final long LIMIT = 1_200 * MOST;

  /** Between the two months; the clocks of all threads step around it. */
  static final Instant MONTH_END = Instant.parse("2026-02-01T00:00:00Z");

  static final Duration SETTLED_WITHIN = Duration.ofSeconds(10);

  private OverspendTerms() {}

  /** {@return which month, 0 or 1} */
  static int month(Instant at) {
    return at.isBefore(MONTH_END) ? 0 : 1;
  }

  /** {@return whoever spends from budget {@code number}, on three levels} */
  static SpendTags caller(int number) {
    return SpendTags.tenant("company-" + number)
        .with(Dimension.FEATURE, "search")
        .with(Dimension.USER, "u-1");
  }

  /** {@return whether budget {@code number} is spent from by lease} */
  static boolean leased(int number) {
    return number % 2 == 1;
  }

  static Budgets budgets(BudgetStore store, InstantSource time) {
    BudgetPolicy policy =
        BudgetPolicy.hard(
            NanoMoney.ofNanos(USD, LIMIT),
            BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0)));
    BudgetSource source =
        BudgetSource.each(
            Map.of(
                Set.of(Dimension.TENANT), policy,
                Set.of(Dimension.TENANT, Dimension.FEATURE), policy,
                Set.of(Dimension.TENANT, Dimension.FEATURE, Dimension.USER), policy));
    return Budgets.over(store, source, time).settlingWithin(SETTLED_WITHIN);
  }

  static Bound bound() {
    return new Bound.AtMost(NanoMoney.ofNanos(USD, MOST), 0, 0, "book@1");
  }

  static Charge charge(String id, long cost, Instant at) {
    return new Charge(
        id + "/1",
        "local",
        "scripted",
        Usage.NONE,
        ExactCost.of(NanoMoney.ofNanos(USD, cost)),
        "book@1",
        at.truncatedTo(ChronoUnit.MICROS));
  }

  static HikariDataSource open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(6);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(Duration.ofSeconds(2).toMillis());
    config.setInitializationFailTimeout(-1); // a process may begin while the database restarts
    return new HikariDataSource(config);
  }
}

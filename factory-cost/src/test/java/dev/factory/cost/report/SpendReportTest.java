package dev.factory.cost.report;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.USD;
import static dev.factory.cost.testkit.Commands.level;
import static dev.factory.cost.testkit.Commands.refund;
import static dev.factory.cost.testkit.Commands.reserve;
import static dev.factory.cost.testkit.Commands.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testing.SettableTime;
import dev.factory.cost.BudgetJson;
import dev.factory.cost.BudgetStatus;
import dev.factory.cost.Golden;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms are those of the operations guide, "Cost Metrics" and "Key Metrics". */
class SpendReportTest {
  private static final List<UsageTotal> GUIDE =
      List.of(
          total("company-123", "openai", "gpt-3.5-turbo", 6_000, "7.20", 2_700_000),
          total("company-456", "openai", "gpt-4o-mini", 2_000, "2.40", 900_000),
          total("company-123", "anthropic", "claude-3-haiku", 6_500, "5.60", 2_940_000),
          total("company-456", "anthropic", "claude-3-5-haiku", 500, "3.30", 210_000));

  private static UsageTotal total(
      String tenant, String provider, String model, long count, String cost, long tokens) {
    return new UsageTotal(
        SpendTags.tenant(tenant),
        provider,
        model,
        EventKind.CHARGE,
        USD,
        count,
        NanoMoney.parse(USD, cost).nanos(),
        tokens - 1,
        1);
  }

  private static SpendReport guide() {
    return SpendReport.of(GUIDE, USD);
  }

  @Test
  void theMetricsAreTheirJsonToTheLetter() {
    Golden.assertSame("metrics.json", ReportJson.metrics(guide()));
  }

  @Test
  void nothingSpentIsZerosAndNoParts() {
    Golden.assertSame("metrics-none.json", ReportJson.metrics(SpendReport.of(List.of(), USD)));
  }

  @Test
  void theBudgetCheckAndTheExceededBodyAreTheirJsonToTheLetter() {
    Budget budget =
        new Budget(
            BudgetId.tenant("company-123"),
            BudgetPolicy.hard(NanoMoney.parse(USD, "1000.00"), BudgetWindow.lifetime()));
    Golden.assertSame("budget-check.json", BudgetJson.check(status(budget, "425.50")));
    Golden.assertSame("budget-exceeded.json", BudgetJson.exceeded(status(budget, "1025.00")));
  }

  private static BudgetStatus status(Budget budget, String spent) {
    return new BudgetStatus(
        budget, budget.policy().limit(), NanoMoney.parse(USD, spent), NanoMoney.zero(USD));
  }

  @Test
  void oneCompanysMetricsAreItsOwn() {
    Spend own = guide().with(SpendTags.tenant("company-456")).total();
    assertThat(own.count()).isEqualTo(2_500);
    assertThat(own.cost()).isEqualTo(NanoMoney.parse(USD, "5.70"));
  }

  @Test
  void topSpendersComeInTheOrderOfWhatTheySpent() {
    Golden.assertSame("top.json", ReportJson.top(guide().top(Dimension.TENANT, 10)));
    assertThat(guide().top(Dimension.TENANT, 1)).containsOnlyKeys("company-123");
    assertThat(guide().top(Dimension.FEATURE, 10)).isEmpty();
  }

  @Test
  void partsAddUpToTheWholeAsTheyAreWritten() {
    SpendReport thirds =
        SpendReport.of(
            List.of(
                total("a", "one", "x", 1, "0.003333333", 10),
                total("a", "two", "y", 1, "0.003333333", 10),
                total("a", "three", "z", 1, "0.003333334", 10)),
            USD);
    assertThat(ReportJson.metrics(thirds))
        .contains("\"totalCost\":0.01")
        .contains("\"three\":{\"count\":1,\"cost\":0.01,\"tokens\":10}")
        .contains("\"one\":{\"count\":1,\"cost\":0.00,\"tokens\":10}");
  }

  @Test
  void refundsLowerTheCostAndAreNoCalls() {
    MemoryBudgetStore store = new MemoryBudgetStore();
    store.apply(
        List.of(
            reserve("r", 500, level("tenant=acme", 1_000)),
            settle("r", "1", 400),
            refund("r", "back", 150)));
    SpendReport report = SpendReport.of(store.totals(NOON, NOON.plusSeconds(900)), USD);
    assertThat(report.total()).isEqualTo(new Spend(1, NanoMoney.ofNanos(USD, 250), 120));
    assertThat(report.by(Dimension.FEATURE)).containsOnlyKeys("search");
  }

  @Test
  void whatIsOnlyPresumedStandsApartUntilItIsSettled() {
    UsageTotal presumed =
        new UsageTotal(SpendTags.NONE, "", "", EventKind.PRESUMED, USD, 1, 70, 0, 0);
    assertThat(SpendReport.of(List.of(presumed), USD).byProvider())
        .isEqualTo(Map.of(SpendReport.UNSETTLED, new Spend(0, NanoMoney.ofNanos(USD, 70), 0)));
  }

  @Test
  void anotherCurrencyIsLeftOut() {
    assertThat(SpendReport.of(GUIDE, CurrencyUnit.of("EUR")).total().cost())
        .isEqualTo(NanoMoney.zero(CurrencyUnit.of("EUR")));
  }

  @Test
  void anAverageHasFourDecimals() {
    assertThat(guide().total().average(4)).isEqualTo(new BigDecimal("0.0012"));
  }

  @Test
  void sumsBeginAndEndAtWholeQuartersOfAnHour() {
    MemoryBudgetStore store = new MemoryBudgetStore();
    assertThatThrownBy(() -> store.totals(NOON.plusSeconds(1), NOON.plusSeconds(900)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countersHaveTheNamesOfTheOperationsGuide() {
    SettableTime time = SettableTime.at("2026-01-31T12:00:00Z");
    SpendCounters counters =
        SpendCounters.of((from, to) -> from.equals(Instant.EPOCH) ? GUIDE : List.of(), USD, time);
    Golden.assertSame("counters.txt", counters.text());
    assertThat(counters.withPrefix("ai_").text()).contains("# TYPE ai_requests_total counter");
    assertThatThrownBy(() -> counters.withPrefix("1 "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countersOnlyGrowOverRestartsAndRefunds() {
    MemoryBudgetStore store = new MemoryBudgetStore();
    SettableTime time = SettableTime.at("2026-01-31T12:00:30Z");
    SpendCounters counters = SpendCounters.of(store::totals, USD, time);
    store.apply(List.of(reserve("r", 500, level("tenant=acme", 1_000)), settle("r", "1", 400)));
    String first = counters.text();
    assertThat(first)
        .contains("q2q_cost_dollars{provider=\"openai\",model=\"gpt-4o-mini\"} 0.000000400");
    store.apply(List.of(refund("r", "back", 150)));
    assertThat(counters.text()).isEqualTo(first);
    time.set(Instant.parse("2026-02-03T00:00:00Z"));
    assertThat(counters.text()).isEqualTo(first);
    assertThat(SpendCounters.of(store::totals, USD, time).text()).isEqualTo(first);
  }
}

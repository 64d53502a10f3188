package dev.factory.cost;

import static dev.factory.cost.BudgetsTest.MONTH;
import static dev.factory.cost.BudgetsTest.USD;
import static dev.factory.cost.BudgetsTest.atMost;
import static dev.factory.cost.BudgetsTest.cost;
import static dev.factory.cost.BudgetsTest.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.alert.AlertRule;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.memory.MemoryAlertStore;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.report.SpendForecast;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpendAlertsTest {
  private static final SpendTags COMPANY =
      SpendTags.tenant("company-123").with(Dimension.FEATURE, "classify");
  private static final CalendarWindow DAYS = CalendarWindow.daily(ZoneOffset.UTC, 0);

  private final SettableTime time = SettableTime.at("2026-01-10T12:00:00Z");
  private final MemoryAlertStore raised = new MemoryAlertStore();
  private final Budgets budgets =
      Budgets.over(
          new MemoryBudgetStore(),
          BudgetSource.each(
              Map.of(Set.of(Dimension.TENANT), BudgetPolicy.hard(usd("1000.00"), MONTH))),
          time);
  private int calls;

  private SpendAlerts alerts(AlertRule... rules) {
    return SpendAlerts.over(budgets, raised, USD, rules);
  }

  private void spend(SpendTags tags, String amount) {
    String id = "r" + calls++;
    assertThat(budgets.reserve(id, tags, atMost(amount))).isInstanceOf(SpendDecision.Granted.class);
    budgets.settle(id, cost(id + "/1", amount, time.instant()));
  }

  private void spendAt(String instant, String amount) {
    time.set(Instant.parse(instant));
    spend(COMPANY, amount);
  }

  @Test
  void moreThanEightyPercentOfTheMonthlyBudgetIsToldOnce() {
    SpendAlerts alerts = alerts(AlertRule.BudgetShare.ofPolicies());
    spend(COMPANY, "800.00");
    assertThat(alerts.check()).isEmpty();
    spend(COMPANY, "0.01");
    assertThat(alerts.check())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.subject()).isEqualTo("tenant=company-123#month:1T0@Z");
              assertThat(alert.level()).isEqualTo(80);
              assertThat(alert.window()).isEqualTo("2026-01-01T00:00:00Z");
              assertThat(alert.amount()).isEqualTo(usd("800.01"));
              assertThat(alert.reference()).isEqualTo(usd("1000.00"));
            });
    spend(COMPANY, "100.00");
    assertThat(alerts.check()).isEmpty();
    // another node, with a memory of its own about nothing but what the store keeps
    assertThat(alerts(AlertRule.BudgetShare.ofPolicies()).check()).isEmpty();
  }

  @Test
  void aBudgetThatIsUsedUpIsToldOfAllLevelsAndAgainInTheNextMonth() {
    SpendAlerts alerts = alerts(AlertRule.BudgetShare.ofPolicies());
    spend(COMPANY, "1000.00");
    assertThat(alerts.check()).extracting(Alert::level).containsExactly(80, 100);
    spendAt("2026-02-01T00:00:00Z", "900.00");
    assertThat(alerts.check()).extracting(Alert::level).containsExactly(80);
  }

  @Test
  void levelsOfTheRuleGoBeforeThoseOfThePolicy() {
    spend(COMPANY, "510.00");
    assertThat(alerts(new AlertRule.BudgetShare("early", List.of(25, 50, 75))).check())
        .extracting(Alert::level)
        .containsExactly(25, 50);
  }

  @Test
  void moreThanHalfAgainAsMuchAsTheDayBeforeIsTold() {
    SpendAlerts alerts =
        alerts(
            new AlertRule.DayOverDay(
                "daily", Set.of(Dimension.TENANT), 50, usd("1.00"), DAYS, false));
    spendAt("2026-01-10T23:00:00Z", "10.00");
    spendAt("2026-01-11T08:00:00Z", "15.00");
    assertThat(alerts.check()).isEmpty();
    spend(COMPANY, "0.01");
    assertThat(alerts.check())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.subject()).isEqualTo("tenant=company-123");
              assertThat(alert.window()).isEqualTo("2026-01-11T00:00:00Z");
              assertThat(alert.reference()).isEqualTo(usd("10.00"));
            });
    spend(COMPANY, "50.00");
    assertThat(alerts.check()).isEmpty();
  }

  @Test
  void aMorningIsComparedWithTheMorningBeforeIfTheRuleSaysSo() {
    AlertRule whole =
        new AlertRule.DayOverDay("whole", Set.of(Dimension.TENANT), 50, usd("1"), DAYS, false);
    AlertRule sameTime =
        new AlertRule.DayOverDay("same", Set.of(Dimension.TENANT), 50, usd("1"), DAYS, true);
    spendAt("2026-01-10T08:00:00Z", "4.00");
    spendAt("2026-01-10T20:00:00Z", "96.00");
    spendAt("2026-01-11T08:05:00Z", "7.00");
    assertThat(alerts(whole, sameTime).check()).extracting(Alert::rule).containsExactly("same");
  }

  @Test
  void aDayBelowTheMinimumIsNotWorthTelling() {
    AlertRule rule =
        new AlertRule.DayOverDay("daily", Set.of(Dimension.TENANT), 50, usd("5"), DAYS, false);
    spendAt("2026-01-10T08:00:00Z", "0.10");
    spendAt("2026-01-11T08:00:00Z", "4.99");
    assertThat(alerts(rule).check()).isEmpty();
  }

  @Test
  void aFeatureHasAThresholdOfItsOwnOverAllTenants() {
    SpendAlerts alerts =
        alerts(
            new AlertRule.Threshold(
                "classify",
                new SpendTags(Map.of(Dimension.FEATURE, "classify")),
                usd("20.00"),
                DAYS));
    spend(COMPANY, "12.00");
    spend(SpendTags.tenant("other").with(Dimension.FEATURE, "classify"), "8.00");
    spend(SpendTags.tenant("other").with(Dimension.FEATURE, "chat"), "100.00");
    assertThat(alerts.check()).isEmpty();
    spend(COMPANY, "0.01");
    assertThat(alerts.check())
        .singleElement()
        .satisfies(alert -> assertThat(alert.subject()).isEqualTo("feature=classify"));
  }

  @Test
  void theForecastCarriesTheFullDaysOnToTheEndOfTheMonth() {
    for (int day = 1; day <= 9; day++) {
      spendAt("2026-01-0" + day + "T10:00:00Z", day % 2 == 0 ? "42.00" : "38.00");
    }
    time.set(Instant.parse("2026-01-10T00:00:00Z"));
    SpendAlerts alerts =
        alerts(
            new AlertRule.Forecast("soon", 100, false),
            new AlertRule.Forecast("surely", 100, true));
    BudgetStatus status = budgets.status(COMPANY).get(0);
    SpendForecast forecast = alerts.forecast(status).orElseThrow();
    assertThat(status.spent()).isEqualTo(usd("358.00"));
    // 358 and 22 days of 39.78 each
    assertThat(forecast.expected().decimal(2).toPlainString()).isEqualTo("1233.11");
    assertThat(forecast.low()).isGreaterThan(usd("1150")).isLessThan(forecast.expected());
    assertThat(forecast.high()).isLessThan(usd("1320"));
    assertThat(alerts.check()).extracting(Alert::rule).containsExactly("soon", "surely");
  }

  @Test
  void thereIsNoForecastFromOneDayAndNoneOfABudgetWithoutEnd() {
    spendAt("2026-01-09T10:00:00Z", "38.00");
    time.set(Instant.parse("2026-01-10T00:00:00Z"));
    assertThat(alerts().forecast(budgets.status(COMPANY).get(0))).isEmpty();
    assertThatThrownBy(() -> SpendForecast.of(usd("1"), List.of(usd("1")), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyoneWhoListensIsToldAndTheStoreRemembers() {
    List<Alert> told = new ArrayList<>();
    SpendAlerts alerts = alerts(AlertRule.BudgetShare.ofPolicies()).tellingTo(told::add);
    spend(COMPANY, "900.00");
    alerts.check(List.of(COMPANY));
    alerts.check(List.of(COMPANY));
    assertThat(told).hasSize(1);
    assertThat(raised.raised(time.instant(), time.instant().plusSeconds(1), 10)).isEqualTo(told);
  }

  @Test
  void twoRulesOfOneNameAreRefused() {
    assertThatThrownBy(
            () -> alerts(AlertRule.BudgetShare.ofPolicies(), AlertRule.BudgetShare.ofPolicies()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.factory.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.SpendDecision.AlreadyClosed;
import dev.factory.cost.SpendDecision.Granted;
import dev.factory.cost.SpendDecision.Refused;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.LimitOverride;
import dev.factory.cost.budget.Mode;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  static final CurrencyUnit USD = CurrencyUnit.of("USD");
  static final SpendTags COMPANY = SpendTags.tenant("company-123");
  static final BudgetWindow MONTH =
      BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0));

  private final SettableTime time = SettableTime.at("2026-01-31T23:59:00Z");
  private final MemoryBudgetStore store = new MemoryBudgetStore();

  static NanoMoney usd(String amount) {
    return NanoMoney.parse(USD, amount);
  }

  static Bound atMost(String amount) {
    return new Bound.AtMost(usd(amount), 0, 0, "book@1");
  }

  static Charge cost(String id, String amount, Instant at) {
    return new Charge(id, "openai", "gpt-4o", Usage.NONE, ExactCost.of(usd(amount)), "book@1", at);
  }

  private Budgets budgets(BudgetPolicy policy) {
    return Budgets.over(
        store, BudgetSource.of(new Budget(BudgetId.tenant("company-123"), policy)), time);
  }

  private Budgets thousandAMonth() {
    return budgets(BudgetPolicy.hard(usd("1000.00"), MONTH));
  }

  private static Hold granted(SpendDecision decision) {
    assertThat(decision).isInstanceOf(Granted.class);
    return ((Granted) decision).hold();
  }

  private void spend(Budgets budgets, String id, String amount) {
    Hold hold = granted(budgets.reserve(id, COMPANY, atMost(amount)));
    budgets.settle(hold.requestId(), cost(id + "/1", amount, time.instant()));
  }

  @Nested
  class TheOperationsGuide {
    @Test
    void theBudgetCheckIsItsJsonToTheLetter() {
      Budgets budgets = thousandAMonth();
      spend(budgets, "r", "425.50");
      assertThat(BudgetJson.check(budgets.status(COMPANY).get(0)))
          .isEqualTo(
              "{\"success\":true,\"budget\":{\"allowed\":true,\"budget\":1000.00,"
                  + "\"spent\":425.50,\"remaining\":574.50}}");
    }

    @Test
    void theExceededBodyIsItsJsonToTheLetter() {
      Budgets budgets = thousandAMonth();
      Hold hold = granted(budgets.reserve("r", COMPANY, atMost("1000")));
      budgets.settle("r", cost("r/1", "1025", time.instant()));
      assertThat(hold.amount()).isEqualTo(usd("1000"));
      assertThat(budgets.reserve("s", COMPANY, atMost("0"))).isInstanceOf(Refused.class);
      assertThat(BudgetJson.exceeded(budgets.status(COMPANY).get(0)))
          .isEqualTo(
              "{\"error\":\"AI Budget Exceeded\",\"message\":\"Monthly AI budget has been"
                  + " exceeded. Please contact your administrator.\",\"budget\":{\"allowed\":false,"
                  + "\"budget\":1000.00,\"spent\":1025.00,\"remaining\":-25.00}}");
    }

    @Test
    void whatIsWrittenAddsUpWhereRoundingWouldNot() {
      Budget budget = new Budget(BudgetId.tenant("x"), BudgetPolicy.hard(usd("0.015"), MONTH));
      BudgetStatus status = new BudgetStatus(budget, usd("0.015"), usd("0.005"), usd("0"));
      // 0.015 is written 0.02, 0.005 is written 0.00
      assertThat(BudgetJson.check(status))
          .contains("\"budget\":0.02,\"spent\":0.00,\"remaining\":0.02");
    }
  }

  @Test
  void theRefusalSaysWhatIsLeftAndWhenTheMonthBeginsAnew() {
    Budgets budgets = thousandAMonth();
    spend(budgets, "r", "999.99");
    Refused refused = (Refused) budgets.reserve("s", COMPANY, atMost("0.02"));
    assertThat(refused.remaining()).isEqualTo(usd("0.01"));
    assertThat(refused.renewsAt()).contains(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(refused.budgets().get(0))
        .hasToString("tenant=company-123#month:1T0@Z has 0.010000000 USD left");
  }

  @Test
  void aCallReservedInJanuaryAndSettledInFebruaryCountsInJanuary() {
    Budgets budgets = thousandAMonth();
    Hold hold = granted(budgets.reserve("r", COMPANY, atMost("600")));
    time.set(Instant.parse("2026-02-01T00:01:00Z"));
    budgets.settle("r", cost("r/1", "500", time.instant()));
    assertThat(budgets.status(COMPANY).get(0).spent()).isEqualTo(usd("0"));
    granted(budgets.reserve("s", COMPANY, atMost("1000")));
    assertThat(budgets.extend(hold, usd("601"))).isInstanceOf(AlreadyClosed.class);
    time.set(Instant.parse("2026-01-31T23:59:30Z")); // a clock that is set back
    assertThat(budgets.status(COMPANY).get(0).spent()).isEqualTo(usd("500"));
    assertThat(budgets.reserve("t", COMPANY, atMost("501"))).isInstanceOf(Refused.class);
  }

  @Test
  void aRetryAfterTheMonthEndIsStillTheSameCall() {
    Budgets budgets = thousandAMonth();
    Hold first = granted(budgets.reserve("r", COMPANY, atMost("10")));
    time.advance(Duration.ofMinutes(5));
    assertThat(granted(budgets.reserve("r", COMPANY, atMost("10")))).isEqualTo(first);
    assertThat(budgets.status(COMPANY).get(0).reserved()).isEqualTo(usd("0"));
    assertThatThrownBy(() -> budgets.reserve("r", COMPANY, atMost("11")))
        .isInstanceOfSatisfying(
            FactoryException.class,
            reused -> assertThat(reused.code()).isEqualTo("cost.request-id-reused"));
    budgets.release(first);
    assertThat(budgets.reserve("r", COMPANY, atMost("10"))).isEqualTo(new AlreadyClosed("r"));
  }

  @Test
  void aClockThatStepsBackOverTheMonthEndMovesNoChargeIntoAnotherMonth() {
    Budgets budgets = thousandAMonth();
    time.set(Instant.parse("2026-02-01T00:00:01Z"));
    granted(budgets.reserve("february", COMPANY, atMost("1000")));
    time.set(Instant.parse("2026-01-31T23:59:59Z"));
    granted(budgets.reserve("january", COMPANY, atMost("1000")));
    assertThat(budgets.reserve("february", COMPANY, atMost("1000"))).isInstanceOf(Granted.class);
    budgets.settle("february", cost("february/1", "700", time.instant()));
    assertThat(budgets.status(COMPANY).get(0).spent()).isEqualTo(usd("0"));
    assertThat(budgets.status(COMPANY).get(0).reserved()).isEqualTo(usd("1000"));
    time.set(Instant.parse("2026-02-01T00:00:01Z"));
    assertThat(budgets.status(COMPANY).get(0).spent()).isEqualTo(usd("700"));
    assertThat(budgets.status(COMPANY).get(0).reserved()).isEqualTo(usd("0"));
  }

  @Test
  void aRetryThatChangesItsIdIsAnotherCallAndTheFirstIsDecidedAfterItsDeadline() {
    Budgets budgets = thousandAMonth();
    granted(budgets.reserve("first", COMPANY, atMost("600")));
    assertThat(budgets.reserve("second", COMPANY, atMost("600"))).isInstanceOf(Refused.class);
    granted(budgets.reserve("third", COMPANY, atMost("400")));
    budgets.settle("third", cost("third/1", "100", time.instant()));
    time.set(Instant.parse("2026-02-01T01:00:00Z"));
    assertThat(budgets.expire()).isEqualTo(1);
    time.set(Instant.parse("2026-01-31T23:59:00Z"));
    assertThat(budgets.status(COMPANY).get(0).spent()).isEqualTo(usd("700"));
    assertThat(budgets.status(COMPANY).get(0).available()).isEqualTo(usd("300"));
  }

  @Test
  void everyLevelIsHeldOrNone() {
    BudgetSource each =
        BudgetSource.each(
            Map.of(
                Set.of(Dimension.TENANT),
                BudgetPolicy.hard(usd("10"), MONTH),
                Set.of(Dimension.TENANT, Dimension.FEATURE),
                BudgetPolicy.hard(usd("2"), BudgetWindow.rolling(Duration.ofHours(1)))));
    Budgets budgets = Budgets.over(store, each, time);
    SpendTags search = COMPANY.with(Dimension.FEATURE, "search");
    granted(budgets.reserve("a", search, atMost("2")));
    assertThat(budgets.reserve("b", search, atMost("0.01"))).isInstanceOf(Refused.class);
    granted(budgets.reserve("c", COMPANY.with(Dimension.FEATURE, "chat"), atMost("2")));
    granted(budgets.reserve("d", COMPANY, atMost("6")));
    assertThat(budgets.status(search))
        .extracting(BudgetStatus::available)
        .containsExactlyInAnyOrder(usd("0"), usd("0"));
  }

  @Test
  void nobodySettlesSoWhatWasHeldCountsAsSpentUntilSomebodyDoes() {
    Budgets budgets = thousandAMonth();
    granted(budgets.reserve("r", COMPANY, atMost("1000")));
    assertThat(budgets.expire()).isZero();
    time.set(Instant.parse("2026-02-01T00:14:00Z"));
    assertThat(budgets.expire()).isEqualTo(1);
    assertThat(budgets.expire()).isZero();
    Settlement late = budgets.settle("r", cost("r/1", "400", time.instant()));
    assertThat(late.estimateBreached()).isFalse();
    time.set(Instant.parse("2026-01-31T23:59:59Z"));
    assertThat(budgets.status(COMPANY).get(0).remaining()).isEqualTo(usd("600"));
  }

  @Test
  void anOverrideGivesMoreUntilItEnds() {
    Instant end = Instant.parse("2026-01-31T23:59:30Z");
    Budgets budgets =
        budgets(
            BudgetPolicy.hard(usd("10"), MONTH)
                .withOverride(new LimitOverride(usd("5"), end, "ops-7", "launch")));
    spend(budgets, "r", "12");
    time.set(end);
    Refused refused = (Refused) budgets.reserve("s", COMPANY, atMost("0"));
    assertThat(refused.remaining()).isEqualTo(usd("-2"));
  }

  @Test
  void aSoftBudgetIsMentionedAndAnObservingOneIsNot() {
    Budgets budgets =
        Budgets.over(
            store,
            BudgetSource.of(
                new Budget(
                    BudgetId.tenant("company-123"), BudgetPolicy.of(Mode.SOFT, usd("1"), MONTH)),
                new Budget(
                    BudgetId.tenant("company-123"),
                    BudgetPolicy.of(Mode.OBSERVE, usd("1"), BudgetWindow.lifetime()))),
            time);
    Granted granted = (Granted) budgets.reserve("r", COMPANY, atMost("3"));
    assertThat(granted.exceeded())
        .singleElement()
        .satisfies(one -> assertThat(one.budget().policy().mode()).isEqualTo(Mode.SOFT));
    assertThat(budgets.reserve("s", COMPANY, new Bound.Unbounded(Bound.Reason.UNKNOWN_PRICE)))
        .isInstanceOf(Granted.class);
  }

  @Test
  void aCallThatNobodyCanBoundIsRefusedByAHardBudget() {
    assertThat(
            thousandAMonth()
                .reserve("r", COMPANY, new Bound.Unbounded(Bound.Reason.NO_OUTPUT_LIMIT)))
        .isEqualTo(new SpendDecision.Unbounded(Bound.Reason.NO_OUTPUT_LIMIT));
    assertThat(store.reservation("r")).isEmpty();
  }

  @Test
  void aCallThatNoBudgetCoversIsNotLetThrough() {
    assertThatThrownBy(() -> thousandAMonth().reserve("r", SpendTags.tenant("other"), atMost("1")))
        .isInstanceOfSatisfying(
            FactoryException.class,
            missing -> assertThat(missing.code()).isEqualTo("cost.no-budget"));
  }

  @Test
  void aSettledCallIsPricedByTheQuoteAndKeepsTheExactCost() {
    Budgets budgets = thousandAMonth();
    Quote quote =
        PriceBook.standard()
            .priceAt(time.instant(), PriceSelector.of("openai", "gpt-4o-mini"))
            .orThrow();
    Hold hold = granted(budgets.reserve("r", COMPANY, atMost("1")));
    Settlement settled =
        budgets.settle(hold, "1", quote, Usage.of(1_001, 3).withCache(1, 0), time.instant());
    // 1000 x 0.15 + 1 x 0.075 + 3 x 0.6 dollars for a million
    assertThat(settled.event().charge().exact().femtos()).isEqualTo(151_875_000_000L);
    assertThat(settled.charged()).isEqualTo(usd("0.000151875"));
    assertThat(settled.event().charge().priceVersion()).isEqualTo(PriceBook.standard().version());
    assertThat(settled.event().charge().model()).isEqualTo("gpt-4o-mini");
    Charge back = cost("r/back", "-0.000001", time.instant());
    budgets.adjust("r", back, EventKind.REFUND);
    assertThat(budgets.status(COMPANY).get(0).spent()).isEqualTo(usd("0.000150875"));
  }

  @Test
  void thresholdsAreReachedExactly() {
    Budgets budgets = thousandAMonth();
    spend(budgets, "r", "799.999999999");
    assertThat(budgets.status(COMPANY).get(0).hasReached(80)).isFalse();
    spend(budgets, "s", "0.000000001");
    assertThat(budgets.status(COMPANY).get(0).hasReached(80)).isTrue();
  }

  @Test
  void theNamesOfLinesDoNotDependOnTheOrderOfTagsAndEscapeWhatSeparatesThem() {
    SpendTags tags = new SpendTags(Map.of(Dimension.FEATURE, "a/b=c#d", Dimension.TENANT, "acme"));
    assertThat(BudgetId.of(tags, Set.of(Dimension.FEATURE, Dimension.TENANT)).text())
        .isEqualTo("tenant=acme/feature=a%2Fb%3Dc%23d");
    assertThat(BudgetWindow.calendar(CalendarWindow.monthly(ZoneId.of("Europe/Oslo"), 5, 6)).code())
        .isEqualTo("month:5T6@Europe/Oslo");
    assertThat(
            List.of(
                BudgetWindow.lifetime().code(), BudgetWindow.rolling(Duration.ofHours(24)).code()))
        .containsExactly("lifetime", "rolling:PT24H");
  }
}

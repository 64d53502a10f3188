package dev.factory.cost;

import static dev.factory.cost.BudgetsTest.COMPANY;
import static dev.factory.cost.BudgetsTest.MONTH;
import static dev.factory.cost.BudgetsTest.atMost;
import static dev.factory.cost.BudgetsTest.cost;
import static dev.factory.cost.BudgetsTest.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.testing.SettableTime;
import dev.factory.cost.SpendDecision.Granted;
import dev.factory.cost.StreamMeter.Verdict;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.UnitPrice;
import org.junit.jupiter.api.Test;

class StreamMeterTest {
  /** A thousandth of a dollar for a token. */
  private static final UnitPrice PRICE = UnitPrice.perMillion("1000");

  private final SettableTime time = SettableTime.at("2026-01-15T12:00:00Z");
  private final Budgets budgets =
      Budgets.over(
          new MemoryBudgetStore(),
          BudgetSource.of(
              new Budget(BudgetId.tenant("company-123"), BudgetPolicy.hard(usd("1"), MONTH))),
          time);

  private StreamMeter meter(String held) {
    Hold hold = ((Granted) budgets.reserve("r", COMPANY, atMost(held))).hold();
    return StreamMeter.over(budgets, hold, usd("0.1"), PRICE, usd("0.2"));
  }

  @Test
  void moreIsHeldOnceNinetyPercentOfWhatIsHeldCanBeUsed() {
    StreamMeter meter = meter("0.3");
    assertThat(meter.delivered(170)).isEqualTo(Verdict.GO_ON); // 0.27 of 0.3: exactly 90 percent
    assertThat(meter.hold().amount()).isEqualTo(usd("0.3"));
    assertThat(meter.delivered(1)).isEqualTo(Verdict.GO_ON);
    assertThat(meter.hold().amount()).isEqualTo(usd("0.5"));
    assertThat(meter.atMostSoFar()).isEqualTo(usd("0.271"));
  }

  @Test
  void itSaysStopBeforeWhatIsHeldIsUsedUpWhenNoMoreCanBeHeld() {
    StreamMeter meter = meter("0.9");
    assertThat(meter.delivered(700)).isEqualTo(Verdict.GO_ON);
    assertThat(meter.delivered(50)).isEqualTo(Verdict.STOP);
    assertThat(meter.delivered(0)).isEqualTo(Verdict.STOP);
    assertThat(meter.hold().amount()).isEqualTo(usd("0.9"));
    budgets.settle("r", cost("r/1", "0.83", time.instant()));
    assertThat(budgets.status(COMPANY).get(0).available()).isEqualTo(usd("0.17"));
  }

  @Test
  void oneLargePieceExtendsAsOftenAsItMust() {
    StreamMeter meter = meter("0.2");
    assertThat(meter.delivered(500)).isEqualTo(Verdict.GO_ON);
    assertThat(meter.hold().amount()).isEqualTo(usd("0.8"));
  }
}

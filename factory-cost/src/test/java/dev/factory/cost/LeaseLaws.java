package dev.factory.cost;

import static dev.factory.cost.BudgetsTest.COMPANY;
import static dev.factory.cost.BudgetsTest.MONTH;
import static dev.factory.cost.BudgetsTest.USD;
import static dev.factory.cost.BudgetsTest.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.IdSource;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LeaseLaws {
  private final SettableTime time = SettableTime.at("2026-01-15T12:00:00Z");
  private final IdSource ids = new SequenceIds();
  private final Budgets budgets =
      Budgets.over(
          new MemoryBudgetStore(),
          BudgetSource.of(
              new Budget(BudgetId.tenant("company-123"), BudgetPolicy.hard(usd("10"), MONTH))),
          time);

  private LeasedBudgets node(Budgets of) {
    return LeasedBudgets.over(of, new LeaseTerms(2, usd("1"), Duration.ofMinutes(2)), ids);
  }

  @Property(tries = 1_000)
  void nodesThatDieAnywhereNeverSpendMoreThanTheLimit(@ForAll long seed) {
    Random random = new Random(seed);
    List<LeasedBudgets> nodes = new ArrayList<>(List.of(node(budgets), node(budgets)));
    List<LeasedHold> open = new ArrayList<>();
    long bill = 0;
    for (int step = 0; step < 80; step++) {
      int node = random.nextInt(2);
      switch (random.nextInt(12)) {
        case 0 -> nodes.set(node, node(budgets)); // dies with what it holds
        case 1 -> nodes.get(node).giveBack();
        case 2 -> nodes.get(node).flush();
        case 3 -> time.advance(Duration.ofSeconds(random.nextInt(100)));
        case 4 -> budgets.expire();
        case 5, 6, 7 -> {
          if (!open.isEmpty()) {
            LeasedHold hold = open.remove(random.nextInt(open.size()));
            long cost = random.nextLong(hold.amount().nanos() + 1);
            bill += cost;
            hold.settle(
                BudgetsTest.cost(
                    "call-" + step,
                    NanoMoney.ofNanos(USD, cost).decimal(9).toPlainString(),
                    time.instant()));
          }
        }
        default -> {
          NanoMoney bound = NanoMoney.ofNanos(USD, random.nextLong(2_000_000_000L));
          if (nodes.get(node).path(COMPANY).reserve(bound)
              instanceof LeasedDecision.Granted granted) {
            open.add(granted.hold());
          }
        }
      }
      BudgetStatus now = budgets.status(COMPANY).get(0);
      assertThat(now.available().nanos()).isNotNegative();
      assertThat(bill).isLessThanOrEqualTo(now.spent().plus(now.reserved()).nanos());
    }
  }
}

package dev.factory.cost;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.SpendDecision.Exhausted;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.Mode;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.Shortfall;
import dev.factory.cost.money.NanoMoney;
import java.util.List;
import java.util.Map;

/** Shortfalls of the ledger in words of budgets. */
final class Exhaustion {
  private Exhaustion() {}

  static List<Exhausted> of(
      List<Shortfall> shortfalls, Map<Level, Budget> levels, CurrencyUnit currency) {
    return shortfalls.stream().map(one -> of(one, budget(one, levels), currency)).toList();
  }

  /** Budgets that only observe are never mentioned. */
  static List<Exhausted> mentioned(
      List<Shortfall> shortfalls, Map<Level, Budget> levels, CurrencyUnit currency) {
    return of(shortfalls, levels, currency).stream()
        .filter(one -> one.budget().policy().mode() != Mode.OBSERVE)
        .toList();
  }

  private static Exhausted of(Shortfall one, Budget budget, CurrencyUnit currency) {
    return new Exhausted(
        budget,
        new NanoMoney(currency, one.remaining()),
        budget.policy().window().endOf(one.level().window().start()).orElse(null));
  }

  private static Budget budget(Shortfall shortfall, Map<Level, Budget> levels) {
    Budget budget = levels.get(shortfall.level());
    if (budget == null) {
      throw new IllegalStateException("the store answered about a level nobody asked for");
    }
    return budget;
  }
}

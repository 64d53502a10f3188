package dev.factory.cost;

import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Mode;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.WindowKey;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Budgets as the levels that the ledger knows. */
final class LedgerLevels {
  private LedgerLevels() {}

  static WindowKey window(Budget budget, Instant at) {
    return new WindowKey(budget.line(), budget.policy().window().startFor(at));
  }

  /**
   * The levels of spending reserved at {@code reservedAt}, with the limits that hold at {@code
   * now}.
   */
  static SortedMap<Level, Budget> of(List<Budget> budgets, Instant reservedAt, Instant now) {
    SortedMap<Level, Budget> levels = new TreeMap<>();
    for (Budget budget : budgets) {
      BudgetWindow window = budget.policy().window();
      levels.put(
          new Level(
              window(budget, reservedAt),
              window.countedFrom(reservedAt),
              budget.policy().limitAt(now).nanos(),
              budget.policy().mode() == Mode.HARD),
          budget);
    }
    return levels;
  }
}

package dev.factory.cost.budget;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which budgets a call falls under.
 *
 * <p>The answer must be the same on every node. <b>Threads:</b> called by many at once, before
 * every reservation, so it answers from memory.
 */
@FunctionalInterface
public interface BudgetSource {

  /** {@return every budget that covers spending with {@code tags}, each line once; may be empty} */
  List<Budget> budgetsOf(SpendTags tags);

  /**
   * {@return a source that knows exactly these budgets}
   *
   * @throws IllegalArgumentException if two of them have the same line
   */
  static BudgetSource of(Budget... budgets) {
    List<Budget> sorted = List.of(budgets).stream().sorted().toList();
    if (sorted.stream().map(Budget::line).distinct().count() < sorted.size()) {
      throw new IllegalArgumentException("two budgets have the same id and window");
    }
    return tags -> sorted.stream().filter(budget -> budget.id().covers(tags)).toList();
  }

  /**
   * {@return a source that gives each value of some dimensions a budget of its own: with the key
   * {@code {TENANT}}, every tenant has the policy, each counted by itself}
   *
   * @param policies what holds for each combination of values; a call that does not know all
   *     dimensions of a key does not fall under it
   */
  static BudgetSource each(Map<Set<Dimension>, BudgetPolicy> policies) {
    Map<Set<Dimension>, BudgetPolicy> copy = Map.copyOf(policies);
    return tags ->
        copy.entrySet().stream()
            .filter(entry -> tags.knows(entry.getKey()))
            .map(entry -> new Budget(BudgetId.of(tags, entry.getKey()), entry.getValue()))
            .sorted()
            .toList();
  }

  /** {@return this source's budgets, and those of {@code other} whose line it has not} */
  default BudgetSource orElse(BudgetSource other) {
    return tags -> {
      List<Budget> own = budgetsOf(tags);
      Set<String> lines = Set.copyOf(own.stream().map(Budget::line).toList());
      return java.util.stream.Stream.concat(
              own.stream(),
              other.budgetsOf(tags).stream().filter(budget -> !lines.contains(budget.line())))
          .sorted()
          .toList();
    };
  }
}

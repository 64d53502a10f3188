package dev.factory.cost.budget;

/**
 * One budget: what it covers and what holds for it. The same id may have several, say a limit for
 * the day beside one for the month, as long as their windows differ.
 *
 * @param id what it covers
 * @param policy what holds for it
 */
public record Budget(BudgetId id, BudgetPolicy policy) implements Comparable<Budget> {

  /** {@return the name of its line of counters: id and rule, {@code tenant=acme#lifetime}} */
  public String line() {
    return id.text() + "#" + policy.window().code();
  }

  /** Orders by line. */
  @Override
  public int compareTo(Budget other) {
    return line().compareTo(other.line());
  }
}

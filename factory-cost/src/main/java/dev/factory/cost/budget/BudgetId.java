package dev.factory.cost.budget;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which spending a budget covers: all of it that has these values.
 *
 * @param tags one value or more; the order in which they were given does not matter
 */
public record BudgetId(SpendTags tags) implements Comparable<BudgetId> {

  /** Refuses an id that names nothing. */
  public BudgetId {
    if (tags.values().isEmpty()) {
      throw new IllegalArgumentException("a budget covers at least one dimension");
    }
  }

  /** {@return the budget of one tenant} */
  public static BudgetId tenant(String tenant) {
    return new BudgetId(SpendTags.tenant(tenant));
  }

  /** {@return the budget of what {@code tags} say about {@code dimensions}, all of them known} */
  public static BudgetId of(SpendTags tags, Set<Dimension> dimensions) {
    EnumMap<Dimension, String> kept = new EnumMap<>(Dimension.class);
    kept.putAll(tags.values());
    kept.keySet().retainAll(dimensions);
    return new BudgetId(new SpendTags(kept));
  }

  /**
   * {@return the id as text, {@code tenant=acme/feature=search}: dimensions in a fixed order, and
   * {@code %}, {@code /}, {@code =} and {@code #} in values written as in a URL}
   */
  public String text() {
    return tags.text();
  }

  /** {@return whether spending with these tags falls under this budget} */
  public boolean covers(SpendTags spending) {
    Collection<Map.Entry<Dimension, String>> own = tags.values().entrySet();
    return spending.values().entrySet().containsAll(own);
  }

  @Override
  public int compareTo(BudgetId other) {
    return text().compareTo(other.text());
  }

  /** {@return the same as {@link #text}} */
  @Override
  public String toString() {
    return text();
  }
}

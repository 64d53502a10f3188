package dev.factory.cost.budget;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * On whose behalf a call is made: one value for each dimension that is known.
 *
 * @param values 1 to 200 characters each, none of them a control character; they stand in the
 *     ledger and in messages to operators, so they are ids and never personal data or keys
 */
public record SpendTags(Map<Dimension, String> values) {
  private static final int MAX_LENGTH = 200;

  /** Copies and checks the values. */
  public SpendTags {
    EnumMap<Dimension, String> copy = new EnumMap<>(Dimension.class);
    copy.putAll(values);
    copy.forEach(SpendTags::requireUsable);
    values = Collections.unmodifiableMap(copy);
  }

  /** {@return tags with the tenant alone} */
  public static SpendTags tenant(String tenant) {
    return new SpendTags(Map.of(Dimension.TENANT, tenant));
  }

  /** {@return these tags and one more, which replaces one of the same dimension} */
  public SpendTags with(Dimension dimension, String value) {
    EnumMap<Dimension, String> more = new EnumMap<>(Dimension.class);
    more.putAll(values);
    more.put(dimension, value);
    return new SpendTags(more);
  }

  /** {@return whether every one of {@code dimensions} is known} */
  public boolean knows(Set<Dimension> dimensions) {
    return values.keySet().containsAll(dimensions);
  }

  private static void requireUsable(Dimension dimension, String value) {
    boolean usable =
        !value.isEmpty()
            && value.length() <= MAX_LENGTH
            && value
                .codePoints()
                .noneMatch(
                    point ->
                        Character.isISOControl(point)
                            || Character.getType(point) == Character.SURROGATE);
    if (!usable) {
      throw new IllegalArgumentException(
          "the value of " + dimension.text() + " is 1 to 200 characters, none a control character");
    }
  }
}

package dev.factory.cost.price;

import dev.factory.cost.money.UnitPrice;
import java.util.List;

/**
 * A price that depends on how long the input of the call is. The whole call is billed at the price
 * of the tier it falls into, not only what exceeds the threshold.
 *
 * @param base up to the first threshold
 * @param steps what holds above each threshold, ascending; may be empty
 */
public record TieredPrice(UnitPrice base, List<Step> steps) {

  /**
   * A tier.
   *
   * @param above it holds if the input has more tokens than this, zero or more
   * @param price of one unit there
   */
  public record Step(long above, UnitPrice price) {}

  /** Copies the steps; refuses thresholds that do not ascend. */
  public TieredPrice {
    steps = List.copyOf(steps);
    long before = -1;
    for (Step step : steps) {
      if (step.above() <= before) {
        throw new IllegalArgumentException("thresholds are zero or more, and ascend");
      }
      before = step.above();
    }
  }

  /** {@return the same price for every length} */
  public static TieredPrice flat(UnitPrice price) {
    return new TieredPrice(price, List.of());
  }

  /** {@return the price of one unit in a call with {@code input} tokens of input} */
  public UnitPrice at(long input) {
    UnitPrice price = base;
    for (Step step : steps) {
      if (input > step.above()) {
        price = step.price();
      }
    }
    return price;
  }

  /** {@return the highest price of one unit in a call of at most {@code input} tokens of input} */
  public UnitPrice dearest(long input) {
    UnitPrice price = base;
    for (Step step : steps) {
      if (input > step.above() && step.price().compareTo(price) > 0) {
        price = step.price();
      }
    }
    return price;
  }
}

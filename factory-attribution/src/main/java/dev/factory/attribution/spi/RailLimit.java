package dev.factory.attribution.spi;

import dev.factory.core.money.Money;

/**
 * What amounts of a currency a rail pays.
 *
 * @param minimum the least, in minor units; zero or more
 * @param step amounts are whole multiples of so many minor units; 1 or more. What is over stays due
 *     for the next payout
 */
public record RailLimit(long minimum, long step) {

  /** Any amount. */
  public static final RailLimit NONE = new RailLimit(0, 1);

  /** Refuses a negative minimum, and a step below one. */
  public RailLimit {
    if (minimum < 0 || step < 1) {
      throw new IllegalArgumentException(
          "a rail pays zero or more minor units, in steps of one or more");
    }
  }

  /** {@return the largest amount in whole steps that is not more than {@code amount}} */
  public Money floor(Money amount) {
    return amount.minus(Money.ofMinor(amount.currency(), amount.minor() % step));
  }

  /** {@return whether so much is enough} */
  public boolean isEnough(Money amount) {
    return amount.minor() >= minimum;
  }
}

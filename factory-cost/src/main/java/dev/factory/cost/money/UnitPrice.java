package dev.factory.cost.money;

import java.math.BigDecimal;

/**
 * What one unit costs (a token, a request), in whole quadrillionths (10<sup>-15</sup>) of a
 * currency unit: the same number as billionths for a million units.
 *
 * <p>That holds every price published for a million tokens with up to nine decimals exactly.
 *
 * @param femtos quadrillionths for one unit, zero or more
 */
public record UnitPrice(long femtos) implements Comparable<UnitPrice> {

  /** Costs nothing. */
  public static final UnitPrice FREE = new UnitPrice(0);

  private static final int DECIMALS = 15;
  private static final int MILLION = 6;

  /** Refuses a negative price. */
  public UnitPrice {
    if (femtos < 0) {
      throw new IllegalArgumentException("a price is zero or more, not " + femtos);
    }
  }

  /**
   * {@return the price of one unit when a million cost {@code amount}, such as {@code 2.50}}
   *
   * @throws IllegalArgumentException if it is negative or needs more than nine decimals
   */
  public static UnitPrice perMillion(BigDecimal amount) {
    return exactly(amount.scaleByPowerOfTen(DECIMALS - MILLION));
  }

  /** {@return the price of one unit when a million cost {@code amount}; see the other form} */
  public static UnitPrice perMillion(String amount) {
    return perMillion(new BigDecimal(amount));
  }

  /**
   * {@return the price {@code amount} for one unit, such as {@code 0.0000025}}
   *
   * @throws IllegalArgumentException if it is negative or needs more than fifteen decimals
   */
  public static UnitPrice perUnit(BigDecimal amount) {
    return exactly(amount.scaleByPowerOfTen(DECIMALS));
  }

  private static UnitPrice exactly(BigDecimal femtos) {
    try {
      return new UnitPrice(femtos.longValueExact());
    } catch (ArithmeticException notWhole) {
      throw new IllegalArgumentException(
          "a price has at most fifteen decimals for one unit and is below 9223 a unit", notWhole);
    }
  }

  /**
   * {@return what {@code units} cost, in quadrillionths}
   *
   * @throws ArithmeticException if that does not fit
   */
  public long times(long units) {
    return Math.multiplyExact(femtos, units);
  }

  /** {@return the price of a million units as a plain decimal without trailing zeros} */
  public String perMillionText() {
    return BigDecimal.valueOf(femtos, DECIMALS - MILLION).stripTrailingZeros().toPlainString();
  }

  @Override
  public int compareTo(UnitPrice other) {
    return Long.compare(femtos, other.femtos);
  }
}

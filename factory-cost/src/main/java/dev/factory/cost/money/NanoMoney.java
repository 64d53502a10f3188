package dev.factory.cost.money;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in whole billionths of one currency unit: what budgets and the ledger count in.
 *
 * <p>Amounts reach to about 9.2 thousand million units. Arithmetic is exact and throws {@link
 * ArithmeticException} rather than overflow.
 *
 * @param currency of which the amount is
 * @param nanos whole billionths of the currency's unit, of a dollar and not of a cent; may be
 *     negative
 */
public record NanoMoney(CurrencyUnit currency, long nanos) implements Comparable<NanoMoney> {

  /** How many billionths make one unit. */
  public static final long NANOS_PER_UNIT = 1_000_000_000L;

  private static final int DECIMALS = 9;

  /** {@return {@code nanos} billionths of a unit of {@code currency}} */
  public static NanoMoney ofNanos(CurrencyUnit currency, long nanos) {
    return new NanoMoney(currency, nanos);
  }

  /** {@return the same amount in billionths} */
  public static NanoMoney of(Money money) {
    long nanosPerMinor = NANOS_PER_UNIT / money.currency().minorPerMajor();
    return new NanoMoney(money.currency(), Math.multiplyExact(money.minor(), nanosPerMinor));
  }

  /**
   * {@return the amount that {@code decimal} says, such as {@code 1000.00} or {@code 0.0125}}
   *
   * @throws IllegalArgumentException if it is not a plain decimal of at most nine places
   */
  public static NanoMoney parse(CurrencyUnit currency, String decimal) {
    try {
      BigDecimal scaled = new BigDecimal(decimal).scaleByPowerOfTen(DECIMALS);
      return new NanoMoney(currency, scaled.longValueExact());
    } catch (ArithmeticException | NumberFormatException notExact) {
      throw new IllegalArgumentException(
          "an amount is a decimal of at most nine places, such as 1000.00", notExact);
    }
  }

  /** {@return nothing of {@code currency}} */
  public static NanoMoney zero(CurrencyUnit currency) {
    return new NanoMoney(currency, 0);
  }

  /**
   * {@return the sum}
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  public NanoMoney plus(NanoMoney other) {
    return new NanoMoney(currency, Math.addExact(nanos, sameCurrency(other).nanos));
  }

  /**
   * {@return the difference, which may be negative}
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  public NanoMoney minus(NanoMoney other) {
    return new NanoMoney(currency, Math.subtractExact(nanos, sameCurrency(other).nanos));
  }

  /** {@return whether it is less than nothing} */
  public boolean isNegative() {
    return nanos < 0;
  }

  /** {@return the amount in units, rounded half to even to {@code places} decimals, 0 to 9} */
  public BigDecimal decimal(int places) {
    return BigDecimal.valueOf(nanos, DECIMALS).setScale(places, RoundingMode.HALF_EVEN);
  }

  /** Orders amounts of one currency; amounts of different ones have no order. */
  @Override
  public int compareTo(NanoMoney other) {
    return Long.compare(nanos, sameCurrency(other).nanos);
  }

  private NanoMoney sameCurrency(NanoMoney other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "an amount of "
              + other.currency.code()
              + " does not go with one of "
              + currency.code()
              + "; convert it first");
    }
    return other;
  }

  /** {@return the exact amount and its currency, {@code 0.000012500 USD}} */
  @Override
  public String toString() {
    return BigDecimal.valueOf(nanos, DECIMALS).toPlainString() + " " + currency.code();
  }
}

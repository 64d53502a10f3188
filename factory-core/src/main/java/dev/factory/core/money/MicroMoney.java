package dev.factory.core.money;

/**
 * An accrued amount of one currency in millionths of a minor unit, so that shares of small sales
 * add up exactly and are rounded once, when they are paid.
 *
 * @param currency the currency
 * @param micro millionths of a minor unit, negative for a debt: 1_000_000 is one cent of USD
 */
public record MicroMoney(CurrencyUnit currency, long micro) implements Comparable<MicroMoney> {

  /** How many of these make one minor unit. */
  public static final long MICROS_PER_MINOR = 1_000_000L;

  private static final String UNIT = "millionths of a minor unit of ";

  /**
   * {@return the same amount in millionths}
   *
   * @throws ArithmeticException if it does not fit 64 bits: beyond about ±9.2 million million minor
   *     units
   */
  public static MicroMoney of(Money money) {
    return new MicroMoney(
        money.currency(),
        Exact.multiply(money.minor(), MICROS_PER_MINOR, UNIT, money.currency().code()));
  }

  /** {@return {@code micro} millionths of a minor unit of {@code currency}} */
  public static MicroMoney ofMicro(CurrencyUnit currency, long micro) {
    return new MicroMoney(currency, micro);
  }

  /** {@return nothing of {@code currency}} */
  public static MicroMoney zero(CurrencyUnit currency) {
    return new MicroMoney(currency, 0);
  }

  /**
   * {@return the sum}
   *
   * @throws CurrencyMismatchException if the currencies differ
   * @throws ArithmeticException if the sum does not fit 64 bits
   */
  public MicroMoney plus(MicroMoney other) {
    CurrencyMismatchException.requireSame(currency, other.currency);
    return new MicroMoney(currency, Exact.add(micro, other.micro, UNIT, currency.code()));
  }

  /**
   * {@return the difference}
   *
   * @throws CurrencyMismatchException if the currencies differ
   * @throws ArithmeticException if the difference does not fit 64 bits
   */
  public MicroMoney minus(MicroMoney other) {
    CurrencyMismatchException.requireSame(currency, other.currency);
    return new MicroMoney(currency, Exact.subtract(micro, other.micro, UNIT, currency.code()));
  }

  /**
   * {@return the amount with the other sign}
   *
   * @throws ArithmeticException if it does not fit 64 bits
   */
  public MicroMoney negated() {
    return new MicroMoney(currency, Exact.negate(micro, UNIT, currency.code()));
  }

  /** {@return whether this is less than nothing} */
  public boolean isNegative() {
    return micro < 0;
  }

  /** {@return whether this is nothing at all} */
  public boolean isZero() {
    return micro == 0;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CurrencyMismatchException if the currencies differ
   */
  @Override
  public int compareTo(MicroMoney other) {
    CurrencyMismatchException.requireSame(currency, other.currency);
    return Long.compare(micro, other.micro);
  }

  /**
   * {@return the whole minor units in this, rounded toward negative infinity: -1 millionth of a
   * cent is -1 cent}
   */
  public Money floorToMinor() {
    return new Money(currency, Math.floorDiv(micro, MICROS_PER_MINOR));
  }

  /** {@return what can be paid in whole minor units, and what stays; as {@link #payable(long)}} */
  public Payable payable() {
    return payable(1);
  }

  /**
   * {@return what can be paid in multiples of {@code step} minor units, and what stays}
   *
   * <p>The payable amount is rounded down and never negative: a debt pays nothing and is carried
   * whole. Payable and carry always add up to this amount.
   *
   * @param step the smallest amount the means of payment can move, in minor units; 1 or more
   */
  public Payable payable(long step) {
    if (step < 1) {
      throw new IllegalArgumentException("a step is 1 minor unit or more, not " + step);
    }
    long whole = Math.max(0, micro / MICROS_PER_MINOR);
    long paid = whole - whole % step;
    return new Payable(
        new Money(currency, paid), new MicroMoney(currency, micro - paid * MICROS_PER_MINOR));
  }
}

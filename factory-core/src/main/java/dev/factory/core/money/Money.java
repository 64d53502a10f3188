package dev.factory.core.money;

/**
 * An amount of one currency in whole minor units. Nothing here rounds, and whatever does not fit 64
 * bits throws.
 *
 * @param currency the currency
 * @param minor minor units, negative for a debt: 150_500 is $1,505.00
 */
public record Money(CurrencyUnit currency, long minor) implements Comparable<Money> {
  private static final String UNIT = "minor units of ";

  /**
   * {@return {@code minor} minor units of the currency with this code}
   *
   * @throws dev.factory.core.FactoryException {@code core.unknown-currency} as in {@link
   *     CurrencyUnit#of}
   */
  public static Money ofMinor(String code, long minor) {
    return new Money(CurrencyUnit.of(code), minor);
  }

  /** {@return {@code minor} minor units of {@code currency}} */
  public static Money ofMinor(CurrencyUnit currency, long minor) {
    return new Money(currency, minor);
  }

  /** {@return no money of {@code currency}} */
  public static Money zero(CurrencyUnit currency) {
    return new Money(currency, 0);
  }

  /**
   * {@return the amount a plain decimal says, in major units: {@code 2150.00}, {@code -5}, {@code
   * 0.5}}
   *
   * <p>Digits of ASCII, an optional leading minus, and after a point one decimal up to as many as
   * the currency has. No plus sign, grouping, spaces, symbol or exponent.
   *
   * @throws dev.factory.core.FactoryException {@code core.invalid-amount} if the text is anything
   *     else or the amount does not fit; the message says what is wrong without the text
   */
  public static Money parse(CurrencyUnit currency, String text) {
    return new Money(currency, AmountText.parse(currency, text));
  }

  /**
   * {@return the amount that {@link #display} shows as {@code text}, and nothing else: symbol or
   * code, grouping and decimals must stand as it writes them}
   *
   * @throws dev.factory.core.FactoryException {@code core.invalid-amount} if {@code display} never
   *     writes this text for {@code currency}
   */
  public static Money parseDisplay(CurrencyUnit currency, String text) {
    return new Money(currency, AmountText.parseDisplay(currency, text));
  }

  /**
   * {@return the sum}
   *
   * @throws CurrencyMismatchException if the currencies differ
   * @throws ArithmeticException if the sum does not fit 64 bits
   */
  public Money plus(Money other) {
    CurrencyMismatchException.requireSame(currency, other.currency);
    return new Money(currency, Exact.add(minor, other.minor, UNIT, currency.code()));
  }

  /**
   * {@return the difference}
   *
   * @throws CurrencyMismatchException if the currencies differ
   * @throws ArithmeticException if the difference does not fit 64 bits
   */
  public Money minus(Money other) {
    CurrencyMismatchException.requireSame(currency, other.currency);
    return new Money(currency, Exact.subtract(minor, other.minor, UNIT, currency.code()));
  }

  /**
   * {@return the amount with the other sign}
   *
   * @throws ArithmeticException if it does not fit 64 bits
   */
  public Money negated() {
    return new Money(currency, Exact.negate(minor, UNIT, currency.code()));
  }

  /** {@return whether this is less than nothing} */
  public boolean isNegative() {
    return minor < 0;
  }

  /** {@return whether this is no money at all} */
  public boolean isZero() {
    return minor == 0;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CurrencyMismatchException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    CurrencyMismatchException.requireSame(currency, other.currency);
    return Long.compare(minor, other.minor);
  }

  /** {@return the plain decimal of {@link #parse}, with all decimals: {@code 1505.00}} */
  public String toDecimal() {
    return AmountText.decimal(currency, minor);
  }

  /**
   * {@return the amount as the hosted API shows it: {@code $1,505.00} and {@code -$5.00} in US
   * dollars, {@code EUR 1,505.00} and {@code -EUR 5.00} in others}
   *
   * <p>The same on every machine, whatever its locale. (Operations guide, Publisher Revenue Report)
   */
  public String display() {
    return AmountText.display(currency, minor);
  }

  /** {@return code and plain decimal, for logs: {@code USD 1505.00}} */
  @Override
  public String toString() {
    return currency.code() + " " + toDecimal();
  }
}

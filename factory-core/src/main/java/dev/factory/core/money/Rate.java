package dev.factory.core.money;

import dev.factory.core.FactoryException;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact rate of zero or more, such as a revenue share or a fee; always in lowest terms, so two
 * rates are equal when their values are.
 *
 * @param numerator zero or more
 * @param denominator one or more
 */
public record Rate(long numerator, long denominator) implements Comparable<Rate> {
  /** Enough for every 64-bit fraction, and short enough that nothing long is multiplied out. */
  private static final int MAX_TEXT = 64;

  private static final Pattern FRACTION = Pattern.compile("([0-9]+)/([0-9]+)");
  private static final Pattern DECIMAL = Pattern.compile("([0-9]+)(?:\\.([0-9]+))?(%?)");

  /** Reduces to lowest terms: {@code new Rate(70, 100)} equals {@code new Rate(7, 10)}. */
  public Rate {
    if (numerator < 0) {
      throw new IllegalArgumentException(
          "the numerator of a rate is zero or more, not " + numerator);
    }
    if (denominator < 1) {
      throw new IllegalArgumentException(
          "the denominator of a rate is one or more, not " + denominator);
    }
    long divisor = greatestCommonDivisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }

  /** {@return {@code numerator} of {@code denominator}: {@code Rate.of(7, 10)} is 70 %} */
  public static Rate of(long numerator, long denominator) {
    return new Rate(numerator, denominator);
  }

  /**
   * {@return the exact value of a fraction, a percentage or a decimal: {@code 7/10}, {@code 70%},
   * {@code 0.019%}, {@code 0.7}}
   *
   * @param text at most 64 characters: digits of ASCII, no sign, space, grouping or exponent
   * @throws FactoryException {@code core.invalid-rate} if the text is anything else, or the rate in
   *     lowest terms does not fit two 64-bit numbers; the message does not repeat the text
   */
  public static Rate parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw invalid("the rate has " + text.length() + " characters, more than " + MAX_TEXT);
    }
    Matcher fraction = FRACTION.matcher(text);
    if (fraction.matches()) {
      return reduced(new BigInteger(fraction.group(1)), new BigInteger(fraction.group(2)));
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      String decimals = decimal.group(2) == null ? "" : decimal.group(2);
      int shift = decimals.length() + (decimal.group(3).isEmpty() ? 0 : 2);
      return reduced(new BigInteger(decimal.group(1) + decimals), BigInteger.TEN.pow(shift));
    }
    throw invalid("the text is not a rate");
  }

  /**
   * {@return what this rate leaves of the whole: 3/10 for 7/10}
   *
   * @throws ArithmeticException if this rate is more than one
   */
  public Rate complement() {
    if (!isAtMostOne()) {
      throw new ArithmeticException(
          "the rate " + this + " is more than 1, so it leaves nothing of the whole");
    }
    return new Rate(denominator - numerator, denominator);
  }

  /** {@return whether this is at most the whole, as a share must be} */
  public boolean isAtMostOne() {
    return numerator <= denominator;
  }

  @Override
  public int compareTo(Rate other) {
    int high =
        Long.compare(
            Math.multiplyHigh(numerator, other.denominator),
            Math.multiplyHigh(other.numerator, denominator));
    return high != 0
        ? high
        : Long.compareUnsigned(numerator * other.denominator, other.numerator * denominator);
  }

  /** {@return the fraction in lowest terms, {@code 7/10}, which {@link #parse} reads back} */
  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }

  private static Rate reduced(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw invalid("the denominator is zero");
    }
    BigInteger divisor = numerator.gcd(denominator);
    BigInteger top = numerator.divide(divisor);
    BigInteger bottom = denominator.divide(divisor);
    if (top.bitLength() > 63 || bottom.bitLength() > 63) {
      throw invalid("the rate needs more than 64 bits");
    }
    return new Rate(top.longValueExact(), bottom.longValueExact());
  }

  private static long greatestCommonDivisor(long left, long right) {
    long larger = left;
    long smaller = right;
    while (smaller != 0) {
      long rest = larger % smaller;
      larger = smaller;
      smaller = rest;
    }
    return larger;
  }

  private static FactoryException invalid(String problem) {
    return new FactoryException(
        "core.invalid-rate",
        problem
            + "; nothing was read; allowed: a fraction, a percentage or a decimal of at most "
            + MAX_TEXT
            + " characters, such as 7/10, 70%, 0.019% or 0.7");
  }
}

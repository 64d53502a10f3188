package dev.factory.attribution.fitting;

import java.math.BigInteger;

/**
 * An exact number, in lowest terms.
 *
 * @param numerator any whole number
 * @param denominator more than zero
 */
public record Fraction(BigInteger numerator, BigInteger denominator)
    implements Comparable<Fraction> {
  /** Nothing. */
  public static final Fraction ZERO = of(0, 1);

  /** The whole. */
  public static final Fraction ONE = of(1, 1);

  /** Reduces to lowest terms. */
  public Fraction {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("the denominator of a fraction is more than zero");
    }
    BigInteger divisor = numerator.gcd(denominator);
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  /** {@return {@code numerator} of {@code denominator}} */
  public static Fraction of(long numerator, long denominator) {
    return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** {@return the sum} */
  public Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** {@return the difference} */
  public Fraction minus(Fraction other) {
    return plus(new Fraction(other.numerator.negate(), other.denominator));
  }

  /** {@return the product} */
  public Fraction times(BigInteger factor) {
    return new Fraction(numerator.multiply(factor), denominator);
  }

  /**
   * {@return the quotient}
   *
   * @throws ArithmeticException if {@code divisor} is zero
   */
  public Fraction over(Fraction divisor) {
    if (divisor.signum() == 0) {
      throw new ArithmeticException("a fraction is divided by zero");
    }
    BigInteger sign = BigInteger.valueOf(divisor.signum());
    return new Fraction(
        numerator.multiply(divisor.denominator).multiply(sign),
        denominator.multiply(divisor.numerator.abs()));
  }

  /** {@return -1, 0 or 1} */
  public int signum() {
    return numerator.signum();
  }

  /** {@return the nearest whole number; of two, the larger} */
  public BigInteger rounded() {
    BigInteger two = BigInteger.TWO;
    BigInteger[] parts =
        numerator.multiply(two).add(denominator).divideAndRemainder(denominator.multiply(two));
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** {@return {@code 7/10}} */
  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}

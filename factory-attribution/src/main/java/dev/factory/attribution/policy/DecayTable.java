package dev.factory.attribution.policy;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * 2^(-x) for x from 0, in 62-bit fixed point and whole-number arithmetic: within 8 units of the
 * last place of the exact value, and the same bits everywhere.
 *
 * <p>The fraction of x is cut into three bytes, each looked up, and a rest below 2^-24, for which
 * three terms of the series of e^(-y) are exact to the last place. The tables are made of repeated
 * integer square roots of one half.
 */
final class DecayTable {
  /** One, in fixed point. */
  static final long ONE = 1L << 62;

  private static final int BITS = 62;
  private static final int GUARD = 128;
  private static final int BYTES = 3;
  private static final long[][] POWERS = powers();

  /** ln 2 in 62 bits: 0x2c5c85fdf473de6a is floor(2^62 ln 2). */
  private static final long LN2 = 0x2c5c85fdf473de6aL;

  private DecayTable() {}

  /**
   * Writes the weights of a path: the last touch and those of its instant have the largest. They
   * are cut to so many bits that their sum fits a {@code long}, and more than what is cut off tells
   * two touches apart that are a microsecond or more from each other and not too old to weigh.
   */
  static void weigh(CreditPath path, long halfLifeMicros, long[] weights) {
    int size = path.size();
    int cut = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
    long youngest = path.ageMicros(size - 1);
    for (int touch = 0; touch < size; touch++) {
      weights[touch] = power(path.ageMicros(touch) - youngest, halfLifeMicros) >>> cut;
    }
  }

  /**
   * {@return 2^(-dividend/divisor) in fixed point, zero from 62 half-lives on}
   *
   * @param dividend zero or more
   * @param divisor 1 to 2^52
   */
  static long power(long dividend, long divisor) {
    long whole = dividend / divisor;
    if (whole > BITS) {
      return 0;
    }
    long fraction = fraction(dividend - whole * divisor, divisor);
    long result = POWERS[0][(int) (fraction >>> 54)];
    result = times(result, POWERS[1][(int) (fraction >>> 46) & 0xff]);
    result = times(result, POWERS[2][(int) (fraction >>> 38) & 0xff]);
    long y = times(fraction & ((1L << 38) - 1), LN2);
    long square = times(y, y);
    result -= times(result, y - (square >>> 1) + times(square, y) / 6);
    return result >>> whole;
  }

  /** {@return floor(rest * 2^62 / divisor)}, in steps that leave no 64-bit number. */
  private static long fraction(long rest, long divisor) {
    long quotient = 0;
    long left = rest;
    int room = Math.min(31, Long.numberOfLeadingZeros(divisor) - 1);
    for (int bits = BITS; bits > 0; ) {
      int step = Math.min(room, bits);
      long shifted = left << step;
      long digit = shifted / divisor;
      quotient = quotient << step | digit;
      left = shifted - digit * divisor;
      bits -= step;
    }
    return quotient;
  }

  /** {@return the product of two numbers in fixed point, rounded down} */
  private static long times(long left, long right) {
    return Math.multiplyHigh(left, right) << 2 | (left * right) >>> BITS;
  }

  private static long[][] powers() {
    BigInteger one = BigInteger.ONE.shiftLeft(GUARD);
    BigInteger root = one.shiftRight(1);
    long[][] powers = new long[BYTES][256];
    for (int index = 0; index < BYTES; index++) {
      BigInteger[] exact = new BigInteger[256];
      Arrays.fill(exact, one);
      for (int bit = 0x80; bit > 0; bit >>= 1) {
        root = root.shiftLeft(GUARD).sqrt();
        for (int value = 0; value < 256; value++) {
          if ((value & bit) != 0) {
            exact[value] = exact[value].multiply(root).shiftRight(GUARD);
          }
        }
      }
      for (int value = 0; value < 256; value++) {
        powers[index][value] = exact[value].shiftRight(GUARD - BITS).longValueExact();
      }
    }
    return powers;
  }
}

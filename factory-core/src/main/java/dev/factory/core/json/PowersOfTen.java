package dev.factory.core.json;

import java.math.BigInteger;

/**
 * Powers of ten to 126 significant bits, rounded up, and the whole parts of the logarithms that go
 * with them: what {@link ShortestDecimal} needs to scale any double.
 */
final class PowersOfTen {
  /** The scales of the smallest and of the largest double; the table runs from one to the other. */
  static final int MIN_SCALE = -324;

  static final int MAX_SCALE = 292;

  private static final int BITS = 126;
  private static final int HALF = 63;

  /** How many bits of the logarithms below stand after the point; rounded down, they suffice. */
  private static final int FRACTION = 38;

  private static final long LOG10_OF_2 = 82_746_495_135L;
  private static final long LOG10_OF_3_QUARTERS = -34_342_898_416L;
  private static final long LOG2_OF_10 = 913_124_641_741L;

  /** For each scale the upper and the lower 63 bits of ten to the power of minus that scale. */
  private static final long[] TABLE = table();

  private PowersOfTen() {}

  static long high(int scale) {
    return TABLE[2 * (scale - MIN_SCALE)];
  }

  static long low(int scale) {
    return TABLE[2 * (scale - MIN_SCALE) + 1];
  }

  /** {@return the whole number at or below log10(2^exponent), for every exponent of a double} */
  static int log10(int exponent) {
    return (int) ((exponent * LOG10_OF_2) >> FRACTION);
  }

  /**
   * {@return the whole number at or below log10(3/4 2^exponent), for every exponent of a double}
   */
  static int log10OfThreeQuarters(int exponent) {
    return (int) ((exponent * LOG10_OF_2 + LOG10_OF_3_QUARTERS) >> FRACTION);
  }

  /** {@return the whole number at or below log2(10^exponent), for every scale of a double} */
  static int log2(int exponent) {
    return (int) ((exponent * LOG2_OF_10) >> FRACTION);
  }

  private static long[] table() {
    long[] table = new long[2 * (MAX_SCALE - MIN_SCALE + 1)];
    for (int scale = MIN_SCALE; scale <= MAX_SCALE; scale++) {
      BigInteger power = significantBits(-scale).add(BigInteger.ONE);
      table[2 * (scale - MIN_SCALE)] = power.shiftRight(HALF).longValueExact();
      table[2 * (scale - MIN_SCALE) + 1] = power.longValue() & Long.MAX_VALUE;
    }
    return table;
  }

  /** {@return the first 126 bits of ten to the power of {@code exponent}} */
  private static BigInteger significantBits(int exponent) {
    int dropped = log2(exponent) - (BITS - 1);
    BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
    // shifting right by a negative number shifts left
    return exponent >= 0
        ? power.shiftRight(dropped)
        : BigInteger.ONE.shiftLeft(-dropped).divide(power);
  }
}

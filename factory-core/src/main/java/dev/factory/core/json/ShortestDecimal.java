package dev.factory.core.json;

/**
 * The decimal that stands for a double: of all decimals that a reader rounds to that double one
 * with the fewest digits, of those the nearest to it, and of two equally near ones the even one. It
 * is {@code digits} times ten to the power of {@code exponent}, and the last digit is not zero.
 *
 * <p>The method is Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles", 2020): a
 * double and the ends of the interval that rounds to it are scaled by a power of ten so that the
 * interval is at least 1 and less than 10 wide. It then holds a whole number, which is found by
 * integer arithmetic on 128 bits, and at most one multiple of ten, which is shorter. JDK 17's own
 * {@code Double.toString} gives a longer or a farther decimal for some doubles, and always at least
 * two digits.
 *
 * @param digits 1 to 17 digits, above zero
 * @param exponent of ten
 */
record ShortestDecimal(long digits, int exponent) {
  /** Stored bits of a double's significand; one more is implied unless it is subnormal. */
  private static final int STORED_BITS = 52;

  private static final long IMPLIED_BIT = 1L << STORED_BITS;

  /** The exponent of two of the last bit of the smallest doubles. */
  private static final int MIN_EXPONENT = -1074;

  private static final long LOW_63_BITS = Long.MAX_VALUE;

  /**
   * {@return the decimal for a double}
   *
   * @param value finite and above zero
   */
  static ShortestDecimal of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long stored = bits & (IMPLIED_BIT - 1);
    int biased = (int) (bits >>> STORED_BITS);
    return biased == 0
        ? of(stored, MIN_EXPONENT, false)
        : of(stored | IMPLIED_BIT, MIN_EXPONENT - 1 + biased, stored == 0 && biased > 1);
  }

  /**
   * @param significand of the double, times two to the power of {@code exponent}
   * @param closerBelow whether the double is a power of two, whose lower neighbour is half as far
   *     away as the upper one
   */
  private static ShortestDecimal of(long significand, int exponent, boolean closerBelow) {
    int scale =
        closerBelow ? PowersOfTen.log10OfThreeQuarters(exponent) : PowersOfTen.log10(exponent);
    int shift = exponent + PowersOfTen.log2(-scale) + 2;
    long high = PowersOfTen.high(scale);
    long low = PowersOfTen.low(scale);

    // all four times the real value, so that halfway points are whole numbers too
    long exact = scaled(high, low, (4 * significand) << shift);
    long from = scaled(high, low, (4 * significand - (closerBelow ? 1 : 2)) << shift);
    long to = scaled(high, low, (4 * significand + 2) << shift);
    // a reader rounds half to even: the ends belong to the interval of an even significand
    long open = significand & 1;
    from += open;
    to -= open;

    long below = exact >> 2;
    long tens = below - below % 10;
    boolean lowerTen = from <= 4 * tens;
    boolean upperTen = 4 * (tens + 10) <= to;
    if (lowerTen != upperTen) {
      return withoutZeros(lowerTen ? tens : tens + 10, scale);
    }
    // whenever the number below is outside the interval, or is not the nearer one, the one above is
    // inside: the interval reaches at least as far up as down
    long fromHalfway = exact - (4 * below + 2);
    boolean nearer = fromHalfway < 0 || (fromHalfway == 0 && (below & 1) == 0);
    boolean lower = nearer && from <= 4 * below;
    return withoutZeros(lower ? below : below + 1, scale);
  }

  private static ShortestDecimal withoutZeros(long digits, int exponent) {
    long rest = digits;
    int power = exponent;
    while (rest % 10 == 0) {
      rest /= 10;
      power++;
    }
    return new ShortestDecimal(rest, power);
  }

  /**
   * {@return {@code factor} times the power of ten, over 2^127} Rounded to odd: to the whole number
   * below, whose last bit is set if anything was lost, so that comparing it with an even number
   * gives what comparing the exact product gives.
   */
  private static long scaled(long high, long low, long factor) {
    long carried = Math.multiplyHigh(low, factor) + ((high * factor) >>> 1);
    long whole = Math.multiplyHigh(high, factor) + (carried >>> 63);
    return (carried & LOW_63_BITS) == 0 ? whole : whole | 1;
  }
}

package dev.factory.attribution.credit;

/** Unsigned division of 128 by 64 bits, by a divisor whose highest bit is set. */
final class WideDivision {
  private static final long LOW = 0xffff_ffffL;

  private WideDivision() {}

  /** {@return floor((2^128 - 1) / divisor) - 2^64} */
  static long reciprocal(long divisor) {
    return schoolbook(~divisor, -1L, divisor);
  }

  /**
   * {@return floor((high * 2^64 + low) / divisor)}
   *
   * @param high less than the divisor
   * @param reciprocal of the divisor
   */
  static long quotient(long high, long low, long divisor, long reciprocal) {
    long guessLow = reciprocal * high;
    long guess = unsignedMultiplyHigh(reciprocal, high);
    guessLow += low;
    guess += high + (Long.compareUnsigned(guessLow, low) < 0 ? 1 : 0) + 1;
    long rest = low - guess * divisor;
    if (Long.compareUnsigned(rest, guessLow) > 0) {
      guess--;
      rest += divisor;
    }
    return Long.compareUnsigned(rest, divisor) >= 0 ? guess + 1 : guess;
  }

  private static long unsignedMultiplyHigh(long left, long right) {
    return Math.multiplyHigh(left, right) + (left >> 63 & right) + (right >> 63 & left);
  }

  /** Two digits of 32 bits, each guessed and corrected: Knuth, volume 2, 4.3.1, algorithm D. */
  private static long schoolbook(long high, long low, long divisor) {
    long first = digit(high, low >>> 32, divisor);
    long middle = (high << 32 | low >>> 32) - first * divisor;
    long second = digit(middle, low & LOW, divisor);
    return first << 32 | second;
  }

  private static long digit(long high, long next, long divisor) {
    long top = divisor >>> 32;
    long bottom = divisor & LOW;
    long digit = Long.divideUnsigned(high, top);
    long rest = high - digit * top;
    while (digit > LOW || Long.compareUnsigned(digit * bottom, rest << 32 | next) > 0) {
      digit--;
      rest += top;
      if (rest > LOW) {
        break;
      }
    }
    return digit;
  }
}

package dev.factory.core.money;

/**
 * Arithmetic that says in which unit it left the 64 bits of a {@code long}. The unit comes in two
 * parts, so that nothing is put together unless it is needed.
 */
final class Exact {
  private Exact() {}

  static long add(long left, long right, String unit, String of) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw beyond(left + " + " + right, unit, of);
    }
    return sum;
  }

  static long subtract(long left, long right, String unit, String of) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw beyond(left + " - " + right, unit, of);
    }
    return difference;
  }

  static long negate(long value, String unit, String of) {
    if (value == Long.MIN_VALUE) {
      throw beyond("-(" + value + ")", unit, of);
    }
    return -value;
  }

  static long multiply(long left, long right, String unit, String of) {
    long low = left * right;
    if (Math.multiplyHigh(left, right) != low >> 63) {
      throw beyond(left + " * " + right, unit, of);
    }
    return low;
  }

  private static ArithmeticException beyond(String operation, String unit, String of) {
    return new ArithmeticException(
        operation + " " + unit + of + " does not fit a 64-bit whole number; nothing was changed");
  }
}

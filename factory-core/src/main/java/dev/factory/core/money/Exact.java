package dev.factory.core.money;

/** Arithmetic that says in which unit it left the 64 bits of a {@code long}. */
final class Exact {
  private Exact() {}

  static long add(long left, long right, String unit) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw beyond(left + " + " + right, unit);
    }
    return sum;
  }

  static long subtract(long left, long right, String unit) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw beyond(left + " - " + right, unit);
    }
    return difference;
  }

  static long negate(long value, String unit) {
    if (value == Long.MIN_VALUE) {
      throw beyond("-(" + value + ")", unit);
    }
    return -value;
  }

  static long multiply(long left, long right, String unit) {
    long low = left * right;
    if (Math.multiplyHigh(left, right) != low >> 63) {
      throw beyond(left + " * " + right, unit);
    }
    return low;
  }

  private static ArithmeticException beyond(String operation, String unit) {
    return new ArithmeticException(
        operation + " " + unit + " does not fit a 64-bit whole number; nothing was changed");
  }
}

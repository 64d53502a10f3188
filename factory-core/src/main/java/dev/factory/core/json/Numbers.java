package dev.factory.core.json;

import java.util.function.Function;

/** Which numbers have a canonical form, and the form of a double. */
final class Numbers {
  /** 2^53-1, the end of the integers that a double, and so every reader of JSON, holds exactly. */
  static final long MAX_SAFE = (1L << 53) - 1;

  /** From here on ECMAScript writes an exponent, before that all digits. */
  private static final double FIRST_WITH_EXPONENT = 1e21;

  private static final int MOST_DIGITS_BEFORE_POINT = 21;
  private static final int MOST_ZEROS_AFTER_POINT = 5;

  private Numbers() {}

  static boolean isSafe(long value) {
    return -MAX_SAFE <= value && value <= MAX_SAFE;
  }

  /**
   * {@return the double that a literal with a point or an exponent stands for}
   *
   * @param at makes an exception of a problem
   */
  static double real(String literal, Function<JsonProblem, InvalidJsonException> at) {
    double value = Double.parseDouble(literal);
    requireCanonical(value, at);
    if (value == 0 && !isZero(literal)) {
      throw at.apply(JsonProblem.UNDERFLOW);
    }
    // there is no negative zero in the canonical form
    return value + 0.0;
  }

  /** Refuses a double that is not finite, or that would be written as an integer out of range. */
  static void requireCanonical(double value, Function<JsonProblem, InvalidJsonException> at) {
    if (!Double.isFinite(value)) {
      throw at.apply(JsonProblem.NOT_FINITE);
    }
    if (Math.abs(value) > MAX_SAFE && Math.abs(value) < FIRST_WITH_EXPONENT) {
      throw at.apply(JsonProblem.INTEGER_RANGE);
    }
  }

  private static boolean isZero(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c >= '1' && c <= '9') {
        return false;
      }
      if (c == 'e' || c == 'E') {
        break;
      }
    }
    return true;
  }

  /** Appends a finite double as ECMAScript's {@code Number::toString} writes it. */
  static void write(double value, CanonicalWriter out) {
    if (Math.abs(value) <= MAX_SAFE && value == (long) value) {
      out.digits((long) value);
      return;
    }
    if (value < 0) {
      out.put('-');
    }
    ShortestDecimal decimal = ShortestDecimal.of(Math.abs(value));
    String digits = Long.toString(decimal.digits());
    // the value is 0.digits times ten to the power of this
    int point = digits.length() + decimal.exponent();
    if (point > MOST_DIGITS_BEFORE_POINT || point < -MOST_ZEROS_AFTER_POINT) {
      scientific(digits, point - 1, out);
    } else if (point <= 0) {
      out.ascii("0.").ascii("0".repeat(-point)).ascii(digits);
    } else if (point >= digits.length()) {
      out.ascii(digits).ascii("0".repeat(point - digits.length()));
    } else {
      out.ascii(digits.substring(0, point)).ascii(".").ascii(digits.substring(point));
    }
  }

  private static void scientific(String digits, int exponent, CanonicalWriter out) {
    out.ascii(digits.substring(0, 1));
    if (digits.length() > 1) {
      out.ascii(".").ascii(digits.substring(1));
    }
    out.ascii(exponent < 0 ? "e" : "e+").digits(exponent);
  }
}

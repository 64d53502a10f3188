package dev.factory.core.money;

import dev.factory.core.FactoryException;

/** The text forms of an amount: the plain decimal and the display form, both ways. */
final class AmountText {
  private static final int GROUP = 3;

  private AmountText() {}

  static String decimal(CurrencyUnit currency, long minor) {
    StringBuilder digits = magnitude(currency, minor);
    int point = digits.length() - currency.exponent();
    if (currency.exponent() > 0) {
      digits.insert(point, '.');
    }
    return minor < 0 ? digits.insert(0, '-').toString() : digits.toString();
  }

  static String display(CurrencyUnit currency, long minor) {
    StringBuilder digits = magnitude(currency, minor);
    int point = digits.length() - currency.exponent();
    if (currency.exponent() > 0) {
      digits.insert(point, '.');
    }
    for (int comma = point - GROUP; comma > 0; comma -= GROUP) {
      digits.insert(comma, ',');
    }
    return (minor < 0 ? "-" : "") + prefix(currency) + digits;
  }

  static long parseDisplay(CurrencyUnit currency, String text) {
    int sign = text.startsWith("-") ? 1 : 0;
    String prefix = prefix(currency);
    if (text.startsWith(prefix, sign)) {
      String plain = text.substring(0, sign) + text.substring(sign + prefix.length());
      long minor = parse(currency, plain.replace(",", ""));
      // one amount has one display form, so comparing settles grouping and decimals at once
      if (display(currency, minor).equals(text)) {
        return minor;
      }
    }
    throw invalid(
        "the text is not a displayed amount of " + currency.code(), display(currency, 123_456_789));
  }

  static long parse(CurrencyUnit currency, String text) {
    boolean negative = text.startsWith("-");
    int start = negative ? 1 : 0;
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    requireDigits(currency, text, start, whole);
    if (point >= 0) {
      requireDigits(currency, text, point + 1, text.length());
    }
    if (decimals > currency.exponent()) {
      throw invalid(currency, "the amount has " + decimals + " decimals");
    }
    // counting down, because the most negative long has no positive counterpart
    long minor = 0;
    for (int at = start; at < text.length(); at++) {
      if (at != point) {
        minor = append(currency, minor, text.charAt(at) - '0');
      }
    }
    for (int missing = decimals; missing < currency.exponent(); missing++) {
      minor = append(currency, minor, 0);
    }
    if (!negative && minor == Long.MIN_VALUE) {
      throw tooLarge(currency);
    }
    return negative ? minor : -minor;
  }

  /** Writes one more digit behind a number that is zero or negative. */
  private static long append(CurrencyUnit currency, long minor, int digit) {
    if (minor < (Long.MIN_VALUE + digit) / 10) {
      throw tooLarge(currency);
    }
    return minor * 10 - digit;
  }

  private static void requireDigits(CurrencyUnit currency, String text, int from, int to) {
    if (from >= to) {
      throw invalid(
          currency,
          text.isEmpty() ? "the amount is empty" : "a digit is missing at position " + (from + 1));
    }
    for (int at = from; at < to; at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        throw invalid(currency, "the character at position " + (at + 1) + " is not a digit");
      }
    }
  }

  private static FactoryException tooLarge(CurrencyUnit currency) {
    return invalid(currency, "the amount does not fit a 64-bit number of minor units");
  }

  private static FactoryException invalid(CurrencyUnit currency, String problem) {
    return invalid(
        problem,
        "plain digits with an optional leading minus and at most "
            + currency.exponent()
            + " decimals in "
            + currency.code()
            + ", such as "
            + decimal(currency, 215_000));
  }

  private static FactoryException invalid(String problem, String allowed) {
    return new FactoryException(
        "core.invalid-amount", problem + "; nothing was read; allowed: " + allowed);
  }

  /** Digits without sign or point, at least one before the decimals. */
  private static StringBuilder magnitude(CurrencyUnit currency, long minor) {
    StringBuilder digits = new StringBuilder(Long.toString(minor));
    if (minor < 0) {
      digits.deleteCharAt(0);
    }
    while (digits.length() <= currency.exponent()) {
      digits.insert(0, '0');
    }
    return digits;
  }

  private static String prefix(CurrencyUnit currency) {
    return currency.code().equals("USD") ? "$" : currency.code() + " ";
  }
}

package dev.factory.core.money;

import dev.factory.core.FactoryException;

/**
 * A currency and how many decimals its amounts have.
 *
 * <p>{@link #of} looks the exponent up in a table that ships with this library, so the meaning of a
 * stored amount never changes with the Java version. A host that needs a currency the table lacks,
 * or another exponent, makes its own: {@code new CurrencyUnit("USD", 4)}. Two units with the same
 * code and different exponents are different currencies.
 *
 * @param code three upper-case letters, as in ISO 4217
 * @param exponent decimals of the minor unit, 0 to 4: 2 for USD (cents), 0 for JPY, 3 for KWD
 */
public record CurrencyUnit(String code, int exponent) {

  /** The most decimals a currency of ISO 4217 has. */
  public static final int MAX_EXPONENT = 4;

  /** Refuses a code that is not three upper-case letters and an exponent outside 0 to 4. */
  public CurrencyUnit {
    if (!isCode(code)) {
      throw new IllegalArgumentException(
          "a currency code is 3 upper-case letters of ISO 4217, such as USD");
    }
    if (exponent < 0 || exponent > MAX_EXPONENT) {
      throw new IllegalArgumentException(
          "the exponent of a currency is 0 to " + MAX_EXPONENT + ", not " + exponent);
    }
  }

  /**
   * {@return the currency with this code and its exponent of ISO 4217}
   *
   * @param code three upper-case letters; codes without a minor unit (gold, XXX, the test code XTS)
   *     are not in the table
   * @throws FactoryException {@code core.unknown-currency} if the table has no such code
   */
  public static CurrencyUnit of(String code) {
    CurrencyUnit currency = IsoCurrencies.BY_CODE.get(code);
    if (currency == null) {
      throw unknown(code);
    }
    return currency;
  }

  /** {@return how many minor units make one major unit: 100 for USD, 1 for JPY} */
  public long minorPerMajor() {
    long units = 1;
    for (int digit = 0; digit < exponent; digit++) {
      units *= 10;
    }
    return units;
  }

  private static FactoryException unknown(String code) {
    String what =
        isCode(code)
            ? "the currency " + code + " is not in the table of ISO 4217 currencies"
            : "a currency code is 3 upper-case letters of ISO 4217, and this text is not";
    return new FactoryException(
        "core.unknown-currency",
        what
            + "; nothing was read or changed: correct the code, or make the currency with"
            + " new CurrencyUnit(code, exponent)");
  }

  private static boolean isCode(String code) {
    return code.length() == 3 && code.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
  }
}

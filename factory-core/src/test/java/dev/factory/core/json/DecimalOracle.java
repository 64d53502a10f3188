package dev.factory.core.json;

import static java.math.RoundingMode.DOWN;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What {@link CanonicalJson#number} must give, found slowly: by looking for the fewest digits that
 * read back as the same double, with exact decimals and the JDK's own reader of decimals.
 */
final class DecimalOracle {
  /** So many digits always suffice. */
  private static final int MOST_DIGITS = 17;

  /** The first digits of the exact value, more than any candidate has: shorter to work with. */
  private static final MathContext HEAD = new MathContext(25, DOWN);

  private DecimalOracle() {}

  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal head = exact.round(HEAD);
    BigDecimal best = null;
    // if so many digits do, more do as well, so the first that fail end the search
    for (int digits = MOST_DIGITS; digits > 0; digits--) {
      BigDecimal below = head.round(new MathContext(digits, DOWN));
      BigDecimal above = below.add(below.ulp());
      boolean belowReads = below.doubleValue() == value;
      boolean aboveReads = above.doubleValue() == value;
      if (belowReads && aboveReads) {
        best = nearer(exact, head, below, above);
      } else if (belowReads || aboveReads) {
        best = belowReads ? below : above;
      } else {
        break;
      }
    }
    if (best == null) {
      throw new AssertionError("17 digits are not enough for " + value);
    }
    return best.stripTrailingZeros();
  }

  private static BigDecimal nearer(
      BigDecimal exact, BigDecimal head, BigDecimal below, BigDecimal above) {
    BigDecimal halfway = below.add(above).divide(BigDecimal.valueOf(2));
    int order = head.compareTo(halfway);
    if (order == 0) {
      order = exact.compareTo(halfway);
    }
    if (order == 0) {
      return below.unscaledValue().testBit(0) ? above : below;
    }
    return order < 0 ? below : above;
  }

  /** {@return a decimal without trailing zeros as ECMAScript lays its digits out} */
  static String layout(BigDecimal decimal) {
    int point = decimal.precision() - decimal.scale();
    if (-6 < point && point <= 21) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "") + (point - 1);
  }
}

package dev.factory.attribution.payout;

import java.util.regex.Pattern;

/**
 * A means of payment, as the operations guide names it: {@code stripe}.
 *
 * @param value 1 to 32 lower-case letters, digits or hyphens
 */
public record PayoutMethod(String value) implements Comparable<PayoutMethod> {
  private static final Pattern TEXT = Pattern.compile("[a-z0-9-]{1,32}");

  /** Refuses any other text. */
  public PayoutMethod {
    if (!TEXT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a payout method is 1 to 32 lower-case letters, digits or hyphens, such as stripe");
    }
  }

  /** Compares texts. */
  @Override
  public int compareTo(PayoutMethod other) {
    return value.compareTo(other.value);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return value;
  }
}

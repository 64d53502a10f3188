package dev.factory.attribution.payout;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.CurrencyUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The id of a payout, which is also the reference the rail gets: {@code po_} and 40 hex digits.
 *
 * @param value the text
 */
public record PayoutId(String value) implements Comparable<PayoutId> {
  private static final Pattern TEXT = Pattern.compile("po_[0-9a-f]{40}");
  private static final int PREFIX = "sha256:".length();
  private static final int DIGITS = 40;

  /** Refuses any other text. */
  public PayoutId {
    if (!TEXT.matcher(value).matches()) {
      throw new IllegalArgumentException("a payout id is \"po_\" and 40 lower-case hex digits");
    }
  }

  /**
   * {@return the id of what a run pays a publisher of one currency's statements; always the same,
   * so that a run that is repeated makes no second one}
   */
  public static PayoutId of(RunKey run, PublisherId publisher, CurrencyUnit currency) {
    return new PayoutId(
        "po_"
            + digest(
                run.period().toString(),
                run.method().value(),
                publisher.value(),
                currency.code() + "/" + currency.exponent()));
  }

  /**
   * {@return the idempotency key of an attempt to pay it: {@code pk_} and 40 hex digits}
   *
   * @param attempt from 1
   */
  public String key(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
    return "pk_" + digest(value, Integer.toString(attempt));
  }

  private static String digest(String... parts) {
    return Sha256.of(CanonicalJson.ofValue(List.of(parts))).substring(PREFIX, PREFIX + DIGITS);
  }

  /** Compares texts. */
  @Override
  public int compareTo(PayoutId other) {
    return value.compareTo(other.value);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return value;
  }
}

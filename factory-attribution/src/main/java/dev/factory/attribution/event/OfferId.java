package dev.factory.attribution.event;

/**
 * The id of what was offered, for example {@code off-789}.
 *
 * @param value 1 to 128 characters without control characters and without a space at either end
 */
public record OfferId(String value) implements Comparable<OfferId> {

  /** Refuses a text that is not an id. */
  public OfferId {
    value = Texts.id("an offer id", value);
  }

  /** Compares code points, as databases that keep UTF-8 compare bytes. */
  @Override
  public int compareTo(OfferId other) {
    return Texts.compare(value, other.value);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return value;
  }
}

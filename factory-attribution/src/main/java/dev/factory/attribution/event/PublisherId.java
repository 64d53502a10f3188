package dev.factory.attribution.event;

/**
 * The id of who is credited and paid, for example {@code pub-456}.
 *
 * @param value 1 to 128 characters without control characters and without a space at either end
 */
public record PublisherId(String value) implements Comparable<PublisherId> {

  /** The party that gets the credit of a conversion no touch is eligible for; it is never paid. */
  public static final PublisherId UNATTRIBUTED = new PublisherId("unattributed");

  /** Refuses a text that is not an id. */
  public PublisherId {
    value = Texts.id("a publisher id", value);
  }

  /** Compares code points, as databases that keep UTF-8 compare bytes. */
  @Override
  public int compareTo(PublisherId other) {
    return Texts.compare(value, other.value);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return value;
  }
}

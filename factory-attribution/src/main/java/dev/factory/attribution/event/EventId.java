package dev.factory.attribution.event;

/**
 * The id of one touchpoint, conversion or reversal: the sender's own, the same when the event is
 * sent again.
 *
 * @param value 1 to 128 characters without control characters and without a space at either end
 */
public record EventId(String value) implements Comparable<EventId> {

  /** Refuses a text that is not an id. */
  public EventId {
    value = Texts.id("an event id", value);
  }

  /** Compares code points, as databases that keep UTF-8 compare bytes. */
  @Override
  public int compareTo(EventId other) {
    return Texts.compare(value, other.value);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return value;
  }
}

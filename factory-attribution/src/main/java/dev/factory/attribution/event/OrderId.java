package dev.factory.attribution.event;

/**
 * The id of the order behind a conversion, as the shop knows it.
 *
 * @param value 1 to 128 characters without control characters and without a space at either end
 */
public record OrderId(String value) implements Comparable<OrderId> {

  /** Refuses a text that is not an id. */
  public OrderId {
    value = Texts.id("an order id", value);
  }

  /** Compares code points, as databases that keep UTF-8 compare bytes. */
  @Override
  public int compareTo(OrderId other) {
    return Texts.compare(value, other.value);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return value;
  }
}

package dev.factory.cost.price;

/** Whether there is a price. */
public sealed interface PriceLookup permits Quote, UnknownPrice {

  /**
   * {@return the price}
   *
   * @throws UnknownPriceException if there is none
   */
  default Quote orThrow() {
    if (this instanceof Quote quote) {
      return quote;
    }
    throw UnknownPriceException.model(((UnknownPrice) this).wanted());
  }
}

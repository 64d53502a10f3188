package dev.factory.cost.price;

import dev.factory.core.FactoryException;
import dev.factory.cost.usage.UsageUnit;
import java.util.Locale;

/** A call cannot be priced; its code is {@code cost.unknown-price}. Nothing was charged. */
public final class UnknownPriceException extends FactoryException {
  private static final long serialVersionUID = 1L;

  private UnknownPriceException(String message) {
    super("cost.unknown-price", message);
  }

  static UnknownPriceException model(PriceSelector wanted) {
    return new UnknownPriceException(
        "the price book has no price of provider "
            + wanted.provider()
            + " for this model, tier and time; nothing was charged: add a row or import a newer"
            + " book");
  }

  static UnknownPriceException unit(PriceRow row, UsageUnit unit) {
    return new UnknownPriceException(
        "the price of "
            + row.provider()
            + " for "
            + row.model().text()
            + " says nothing of "
            + unit.name().toLowerCase(Locale.ROOT)
            + ", which was used; nothing was charged: add that price to the row");
  }
}

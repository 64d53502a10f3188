package dev.factory.cost.price;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.UnitPrice;
import dev.factory.cost.usage.Usage;
import dev.factory.cost.usage.UsageUnit;

/**
 * The price that holds for a call.
 *
 * @param currency of the price
 * @param version of the book it stands in
 * @param wanted what it is the price of
 * @param row where it stands
 */
public record Quote(CurrencyUnit currency, String version, PriceSelector wanted, PriceRow row)
    implements PriceLookup {
  private static final UsageUnit[] UNITS = UsageUnit.values();

  /**
   * {@return what {@code usage} costs, exactly}
   *
   * @throws UnknownPriceException if a unit that was used has no price
   * @throws ArithmeticException if it does not fit
   */
  public ExactCost cost(Usage usage) {
    long femtos = 0;
    for (UsageUnit unit : UNITS) {
      long count = usage.count(unit);
      if (count != 0) {
        femtos = Math.addExact(femtos, price(unit, usage.input()).times(count));
      }
    }
    return new ExactCost(currency, femtos);
  }

  private UnitPrice price(UsageUnit unit, long input) {
    TieredPrice price = row.price(unit);
    if (price != null) {
      return price.at(input);
    }
    if (unit == UsageUnit.REQUEST) {
      return UnitPrice.FREE;
    }
    throw UnknownPriceException.unit(row, unit);
  }
}

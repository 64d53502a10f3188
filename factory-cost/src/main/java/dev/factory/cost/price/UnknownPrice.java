package dev.factory.cost.price;

/**
 * No row holds for the call. Hard budgets refuse it.
 *
 * @param wanted what was looked for
 */
public record UnknownPrice(PriceSelector wanted) implements PriceLookup {}

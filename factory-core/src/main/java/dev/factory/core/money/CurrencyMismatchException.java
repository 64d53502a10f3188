package dev.factory.core.money;

import dev.factory.core.FactoryException;

/**
 * Two amounts of different currencies were to be added or compared. Its code is {@code
 * core.currency-mismatch}; nothing was changed.
 */
public final class CurrencyMismatchException extends FactoryException {
  private static final long serialVersionUID = 1L;

  CurrencyMismatchException(CurrencyUnit left, CurrencyUnit right) {
    super(
        "core.currency-mismatch",
        "amounts of "
            + describe(left)
            + " and "
            + describe(right)
            + " cannot be added or compared; nothing was changed: convert one of them at a named"
            + " rate first, or keep one total for each currency");
  }

  static void requireSame(CurrencyUnit left, CurrencyUnit right) {
    if (!left.equals(right)) {
      throw new CurrencyMismatchException(left, right);
    }
  }

  private static String describe(CurrencyUnit currency) {
    return currency.code() + " with " + currency.exponent() + " decimals";
  }
}

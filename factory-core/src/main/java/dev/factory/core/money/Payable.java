package dev.factory.core.money;

/**
 * What an accrued amount pays now, and what it carries to the next statement. Together they are the
 * accrued amount.
 *
 * @param payable whole minor units, zero or more
 * @param carry what stays: less than one step if the accrued amount was positive, else all of it
 */
public record Payable(Money payable, MicroMoney carry) {

  /** Refuses a negative payment and two currencies. */
  public Payable {
    CurrencyMismatchException.requireSame(payable.currency(), carry.currency());
    if (payable.isNegative()) {
      throw new IllegalArgumentException(
          "a payable amount is zero or more, not " + payable.minor() + " minor units");
    }
  }
}

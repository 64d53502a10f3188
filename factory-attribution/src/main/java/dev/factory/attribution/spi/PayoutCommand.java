package dev.factory.attribution.spi;

import dev.factory.attribution.payout.PayoutId;
import dev.factory.core.money.Money;

/**
 * What a rail is asked to pay.
 *
 * @param reference names the payout for ever, whatever the attempt; a rail keeps it with the
 *     transfer, so that it can be looked up
 * @param destination where to
 * @param amount how much; more than zero
 */
public record PayoutCommand(PayoutId reference, String destination, Money amount) {

  /** Refuses an amount of zero or less. */
  public PayoutCommand {
    if (amount.minor() <= 0) {
      throw new IllegalArgumentException("a payout is of more than nothing");
    }
  }

  /** {@return the command without its destination} */
  @Override
  public String toString() {
    return reference + " of " + amount;
  }
}

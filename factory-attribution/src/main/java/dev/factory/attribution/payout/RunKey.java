package dev.factory.attribution.payout;

import dev.factory.core.time.Period;

/**
 * What makes a payout run the same run when it is asked for again.
 *
 * @param period the period whose statements are paid, half-open
 * @param method the means of payment
 */
public record RunKey(Period period, PayoutMethod method) {

  /** {@return period and method, for logs and messages} */
  @Override
  public String toString() {
    return method + " for " + period;
  }
}

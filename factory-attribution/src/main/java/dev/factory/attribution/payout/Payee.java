package dev.factory.attribution.payout;

import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Rate;

/**
 * How a publisher is paid.
 *
 * @param publisherId who
 * @param method by what means
 * @param destination where to, in the rail's words: a connected account, an account number;
 *     personal data, which no event and no message holds
 * @param currency what it is paid in; if the statements are in another, it is exchanged
 * @param withholding the part of a payout that is withheld as tax, at most 1
 * @param riskTier which hold applies, a key of {@link PayoutTerms#holds}; a tier without one is not
 *     held
 */
public record Payee(
    PublisherId publisherId,
    PayoutMethod method,
    String destination,
    CurrencyUnit currency,
    Rate withholding,
    String riskTier) {

  /** Refuses an empty destination and a rate above one. */
  public Payee {
    if (destination.isBlank() || destination.length() > 256) {
      throw new IllegalArgumentException("a destination has 1 to 256 characters");
    }
    if (!withholding.isAtMostOne()) {
      throw new IllegalArgumentException("no more than everything is withheld");
    }
  }

  /** {@return a payee without tax and without a hold} */
  public static Payee of(
      PublisherId publisher, PayoutMethod method, String destination, CurrencyUnit currency) {
    return new Payee(publisher, method, destination, currency, Rate.of(0, 1), "");
  }

  /** {@return the payee without its destination} */
  @Override
  public String toString() {
    return publisherId + " by " + method + " in " + currency.code();
  }
}

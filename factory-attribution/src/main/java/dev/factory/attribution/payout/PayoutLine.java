package dev.factory.attribution.payout;

import dev.factory.core.money.Money;

/**
 * One part of what a payout is made of.
 *
 * @param kind what it is
 * @param reference the id of the claim, or the withholding rate as a fraction
 * @param amount in the currency of the statements; tax is negative
 */
public record PayoutLine(Kind kind, String reference, Money amount) {

  /** What a line is. */
  public enum Kind {
    /** A {@link Claim}. */
    CLAIM,
    /** Tax that is withheld. */
    WITHHOLDING
  }

  /** Refuses a claim of zero or less and tax that is not negative. */
  public PayoutLine {
    if (kind == Kind.CLAIM ? amount.minor() <= 0 : amount.minor() >= 0) {
      throw new IllegalArgumentException("a claim adds to a payout and tax takes from it");
    }
  }
}

package dev.factory.attribution.rail;

import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.spi.RailFinding;

/** What a request to a {@link StripeWebhook} turned out to be. */
public sealed interface StripeNotice {

  /**
   * News of a payout; give it to {@link dev.factory.attribution.PayoutDecisions#told}, as often as
   * it comes.
   *
   * @param eventId Stripe's id of the event, the same when it is sent again
   * @param reference which payout
   * @param found what became of it
   */
  record Told(String eventId, PayoutId reference, RailFinding.Found found)
      implements StripeNotice {}

  /**
   * It is from Stripe and says something of a payout that no program can settle, such as that a
   * part of it was taken back. An operator looks.
   *
   * @param eventId Stripe's id of the event
   * @param reference which payout
   * @param reason what is unclear, without personal data
   */
  record Unclear(String eventId, PayoutId reference, String reason) implements StripeNotice {}

  /**
   * It is from Stripe and not about a payout of ours; answer 200 and forget it.
   *
   * @param type what Stripe calls it; empty if it cannot be read
   */
  record NotOurs(String type) implements StripeNotice {}

  /**
   * It is not from Stripe, or it is an old one; answer 400. Nothing of it is to be believed.
   *
   * @param reason why, without anything of the request
   */
  record NotGenuine(String reason) implements StripeNotice {}
}

package dev.factory.attribution.payout;

import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.Money;

/**
 * Money that is due and not in a run.
 *
 * @param publisherId whose it is
 * @param due how much
 * @param reason why it is not in the run
 */
public record NotPaid(PublisherId publisherId, Money due, Reason reason) {

  /** Why money that is due is not in a run. */
  public enum Reason {
    /** Less than the minimum of its currency; it waits for more. */
    BELOW_MINIMUM,
    /** Less than the rail pays in its currency; it waits for more. */
    BELOW_RAIL_MINIMUM,
    /** The publisher owes as much, from reversals of what was paid; it is security for that. */
    OWES,
    /** Nobody has said how the publisher is paid. */
    NO_PAYEE,
    /** The publisher is paid by another method. */
    OTHER_METHOD,
    /** It must be exchanged and there is no rate. */
    NO_RATE,
    /** The rail does not pay in the payee's currency. */
    CURRENCY_NOT_SERVED,
    /** It became due after this run's payouts were put together. */
    NEXT_RUN,
    /** After tax and exchange less than one minor unit is left. */
    NOTHING_LEFT
  }
}

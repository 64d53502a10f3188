package dev.factory.attribution.spi;

import dev.factory.core.money.Money;

/**
 * A means of payment.
 *
 * <p><b>Truth:</b> an answer that says that money moved, or did not, is right; whatever is not
 * certain is {@link RailOutcome.InDoubt} or {@link RailFinding.Unclear}. An exception counts as not
 * certain. <b>Idempotency:</b> {@link #submit} with a key that the rail still knows moves nothing
 * again. The caller does not rely on it: it uses each key once. <b>Retries:</b> none inside. {@code
 * submit} makes at most one request, and that at once. <b>Threads:</b> safe for use by many
 * threads.
 */
public interface PayoutRail {

  /** {@return what it can do; always the same} */
  RailCapabilities capabilities();

  /**
   * Asks for a payment, once.
   *
   * @param command what to pay
   * @param key the idempotency key of this attempt; another attempt of the same payout has another
   */
  RailOutcome submit(PayoutCommand command, String key);

  /**
   * Looks for the transfer of a payout, whichever attempt made it.
   *
   * @param key of the last attempt
   * @param command as it was submitted; its reference is what counts
   */
  RailFinding lookup(PayoutCommand command, String key);

  /**
   * Takes back a transfer that was paid.
   *
   * @param railReference the rail's name of it
   * @param amount how much of it, more than zero
   * @param key the idempotency key of this reversal
   * @return {@code Paid} if the money is back, with how much; {@code Rejected} if the rail cannot
   */
  RailOutcome reverse(String railReference, Money amount, String key);
}

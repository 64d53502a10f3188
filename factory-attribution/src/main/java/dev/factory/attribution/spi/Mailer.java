package dev.factory.attribution.spi;

import dev.factory.attribution.payout.Payout;

/**
 * Tells publishers that they were paid. A host knows their addresses; this library does not.
 *
 * <p><b>Idempotency:</b> a confirmation may be given again with the same key after a crash; a
 * mailer that keeps keys, or makes the Message-ID of them, sends it once. <b>Failure:</b> one that
 * throws is asked again by the next run, and the others are told all the same; nobody is paid less
 * or later for it.
 */
@FunctionalInterface
public interface Mailer {

  /**
   * Sends a confirmation.
   *
   * @param payout what was paid
   * @param key the same whenever this confirmation is given
   */
  void confirm(Payout payout, String key);

  /** {@return a mailer that sends nothing} */
  static Mailer none() {
    return (payout, key) -> {};
  }
}

package dev.factory.attribution.spi;

import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.core.money.CurrencyUnit;
import java.time.Duration;
import java.util.Set;

/**
 * What a rail can do, and what may be concluded from its answers.
 *
 * @param method the method it serves
 * @param currencies what it pays in; empty for any
 * @param sendWithin how long after it was decided a request may still be sent; later it is not sent
 *     and looked up instead. More than zero
 * @param absenceProvenAfter how long after a request was decided the rail's word that it has no
 *     transfer is final: no such request can make one any more. More than {@code sendWithin} plus
 *     the longest time a request takes. A rail that never can be sure says so with a long time
 * @param reversible whether {@link PayoutRail#reverse} works
 */
public record RailCapabilities(
    PayoutMethod method,
    Set<CurrencyUnit> currencies,
    Duration sendWithin,
    Duration absenceProvenAfter,
    boolean reversible) {

  /** Copies the currencies; refuses an absence that is final before a request must be sent. */
  public RailCapabilities {
    currencies = Set.copyOf(currencies);
    if (sendWithin.isZero()
        || sendWithin.isNegative()
        || absenceProvenAfter.compareTo(sendWithin) <= 0) {
      throw new IllegalArgumentException(
          "an absence is proven later than the last moment a request may be sent");
    }
  }

  /** {@return whether it pays in {@code currency}} */
  public boolean pays(CurrencyUnit currency) {
    return currencies.isEmpty() || currencies.contains(currency);
  }
}

package dev.factory.attribution.spi;

import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.core.money.CurrencyUnit;
import java.time.Duration;
import java.util.Map;
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
 * @param limits the least it pays and the steps it pays in, by currency; a currency that is not
 *     named has neither
 */
public record RailCapabilities(
    PayoutMethod method,
    Set<CurrencyUnit> currencies,
    Duration sendWithin,
    Duration absenceProvenAfter,
    boolean reversible,
    Map<CurrencyUnit, RailLimit> limits) {

  /** Copies the sets; refuses an absence that is final before a request must be sent. */
  public RailCapabilities {
    currencies = Set.copyOf(currencies);
    limits = Map.copyOf(limits);
    if (sendWithin.isZero()
        || sendWithin.isNegative()
        || absenceProvenAfter.compareTo(sendWithin) <= 0) {
      throw new IllegalArgumentException(
          "an absence is proven later than the last moment a request may be sent");
    }
  }

  /** Capabilities without limits. */
  public RailCapabilities(
      PayoutMethod method,
      Set<CurrencyUnit> currencies,
      Duration sendWithin,
      Duration absenceProvenAfter,
      boolean reversible) {
    this(method, currencies, sendWithin, absenceProvenAfter, reversible, Map.of());
  }

  /** {@return these, with limits} */
  public RailCapabilities with(Map<CurrencyUnit, RailLimit> given) {
    return new RailCapabilities(
        method, currencies, sendWithin, absenceProvenAfter, reversible, given);
  }

  /** {@return the least it pays in {@code currency} and in what steps} */
  public RailLimit limit(CurrencyUnit currency) {
    return limits.getOrDefault(currency, RailLimit.NONE);
  }

  /** {@return whether it pays in {@code currency}} */
  public boolean pays(CurrencyUnit currency) {
    return currencies.isEmpty() || currencies.contains(currency);
  }
}

package dev.factory.attribution.event;

import dev.factory.core.money.Money;
import java.time.Instant;

/**
 * Money of a conversion that went back, as a whole or in part.
 *
 * @param eventId tells it from every other reversal
 * @param conversionId the event id of the conversion
 * @param amount how much went back; more than zero, in the conversion's currency; all reversals of
 *     one conversion together are at most its gross
 * @param kind why
 * @param at when it was, from 1970 to 9999; what is finer than a microsecond is cut off. It may be
 *     in a later period than the conversion, and stands on the statement of its own
 */
public record Reversal(
    EventId eventId, EventId conversionId, Money amount, ReversalKind kind, Instant at) {

  /** Refuses wrong values and cuts {@code at} to microseconds. */
  public Reversal {
    at = Times.micros(at);
    if (amount.minor() <= 0) {
      throw new IllegalArgumentException("the amount of a reversal is more than zero");
    }
  }
}

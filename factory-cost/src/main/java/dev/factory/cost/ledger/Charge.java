package dev.factory.cost.ledger;

import dev.factory.cost.money.ExactCost;
import dev.factory.cost.usage.Usage;
import java.time.Instant;

/**
 * What one attempt used and came to.
 *
 * @param eventId tells it from every other charge, and is the same when it is reported again; 1 to
 *     300 characters
 * @param provider who bills it; may be empty
 * @param model what was used; may be empty
 * @param usage how much
 * @param exact what it came to, unrounded
 * @param priceVersion of the price book that was used
 * @param occurredAt when it was used; whole microseconds
 */
public record Charge(
    String eventId,
    String provider,
    String model,
    Usage usage,
    ExactCost exact,
    String priceVersion,
    Instant occurredAt) {

  /** {@return what the ledger records: the nearest billionth} */
  public long nanos() {
    return exact.halfEven().nanos();
  }
}

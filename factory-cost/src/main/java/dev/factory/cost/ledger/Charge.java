package dev.factory.cost.ledger;

import dev.factory.cost.money.ExactCost;
import dev.factory.cost.usage.Usage;
import java.time.Instant;

/**
 * What one attempt used and came to, or several at one price together.
 *
 * @param eventId tells it from every other charge, and is the same when it is reported again; 1 to
 *     300 characters
 * @param provider who bills it; may be empty
 * @param model what was used; may be empty
 * @param usage how much
 * @param exact what it came to, unrounded
 * @param priceVersion of the price book that was used
 * @param occurredAt when it was used; whole microseconds
 * @param calls how many attempts it stands for, 1 or more
 */
public record Charge(
    String eventId,
    String provider,
    String model,
    Usage usage,
    ExactCost exact,
    String priceVersion,
    Instant occurredAt,
    long calls) {

  /** Refuses a charge of no attempt. */
  public Charge {
    if (calls < 1) {
      throw new IllegalArgumentException("a charge is of 1 attempt or more, not of " + calls);
    }
  }

  /** The charge of one attempt. */
  public Charge(
      String eventId,
      String provider,
      String model,
      Usage usage,
      ExactCost exact,
      String priceVersion,
      Instant occurredAt) {
    this(eventId, provider, model, usage, exact, priceVersion, occurredAt, 1);
  }

  /** {@return what the ledger records: the nearest billionth} */
  public long nanos() {
    return exact.halfEven().nanos();
  }
}

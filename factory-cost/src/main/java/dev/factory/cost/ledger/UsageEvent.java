package dev.factory.cost.ledger;

import java.time.Instant;

/**
 * One change of what was spent. The events of a window add up to what it has spent.
 *
 * @param charge what was used; for presumed amounts and corrections the usage is none
 * @param kind why
 * @param reservation on whose windows it counts
 * @param nanos by how much spending changed, in billionths; negative if it fell
 * @param recordedAt when the ledger learned of it
 */
public record UsageEvent(
    Charge charge, EventKind kind, String reservation, long nanos, Instant recordedAt) {

  /** {@return the id of the charge} */
  public String id() {
    return charge.eventId();
  }
}

package dev.factory.cost.ledger;

/**
 * What one window has: billionths of the currency's unit.
 *
 * @param limit as the last reservation in it found it; 0 if none did
 * @param spent settled and presumed; refunds may bring it back to zero, not below
 * @param reserved held by open reservations, zero or more
 * @param version how often it was changed
 */
public record Counter(long limit, long spent, long reserved, long version) {

  /** Nothing yet. */
  public static final Counter EMPTY = new Counter(0, 0, 0, 0);

  /** {@return what is spent or held} */
  public long used() {
    return Math.addExact(spent, reserved);
  }

  /** {@return the counter after amounts were moved} */
  public Counter moved(long spentBy, long reservedBy) {
    return new Counter(
        limit, Math.addExact(spent, spentBy), Math.addExact(reserved, reservedBy), version + 1);
  }

  /** {@return the counter with another limit} */
  public Counter withLimit(long other) {
    return new Counter(other, spent, reserved, version);
  }
}

package dev.factory.cost.ledger;

/**
 * A level without room. Amounts are billionths of the currency's unit.
 *
 * @param level which
 * @param used what is spent or held there
 * @param asked what should have been held in addition
 */
public record Shortfall(Level level, long used, long asked) {

  /** {@return what is left; negative if the limit is exceeded} */
  public long remaining() {
    return level.limit() - used;
  }
}

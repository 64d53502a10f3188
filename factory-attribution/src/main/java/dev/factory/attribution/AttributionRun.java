package dev.factory.attribution;

/**
 * What one call of {@link Attribution#attribute} did.
 *
 * @param attributed how many conversions got their credits now
 * @param unattributed how many of these had no eligible touch
 * @param reversals how many reversals were divided now
 * @param waiting how many reversals of the period wait, because their conversion is of a period
 *     that was not attributed yet
 */
public record AttributionRun(long attributed, long unattributed, long reversals, long waiting) {

  /** {@return whether everything had been computed before, so that nothing was written} */
  public boolean changedNothing() {
    return attributed == 0 && reversals == 0;
  }
}

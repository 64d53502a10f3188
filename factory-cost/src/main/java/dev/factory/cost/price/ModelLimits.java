package dev.factory.cost.price;

/**
 * The most tokens a model takes and gives.
 *
 * @param input above zero; {@link #UNKNOWN} if nobody says
 * @param output above zero, for one answer; {@link #UNKNOWN} if nobody says
 */
public record ModelLimits(long input, long output) {

  /** Stands for a limit that is not known. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** Nothing is known. */
  public static final ModelLimits NONE = new ModelLimits(UNKNOWN, UNKNOWN);

  /** Refuses limits of zero or less. */
  public ModelLimits {
    if (input <= 0 || output <= 0) {
      throw new IllegalArgumentException("a model takes and gives at least one token");
    }
  }
}

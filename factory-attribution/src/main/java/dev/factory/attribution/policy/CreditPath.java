package dev.factory.attribution.policy;

import dev.factory.attribution.event.TouchKind;

/**
 * The eligible touches of one conversion, as a {@link CreditModel} sees them: first touch first, in
 * the total order of time, sequence and event id. It tells nothing of publishers and users, so no
 * model can depend on who they are.
 *
 * <p>A path is lent for one call and is then filled anew: do not keep it.
 */
public interface CreditPath {
  /** The {@link #channel} of a visit that no publisher brought about. */
  String DIRECT = "direct";

  /** {@return how many touches there are, 1 or more} */
  int size();

  /**
   * {@return how long before the conversion a touch was, in microseconds, zero or more}
   *
   * @param touch 0 for the first
   */
  long ageMicros(int touch);

  /** {@return the channel of a touch, empty if unknown} */
  String channel(int touch);

  /** {@return how the user met the offer} */
  TouchKind kind(int touch);

  /** {@return whether the sender marked the touch with {@code flag}} */
  boolean hasFlag(int touch, String flag);
}

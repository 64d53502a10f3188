package dev.factory.core.limit;

/**
 * What was let through in the last window. Times are nanoseconds, zero or more, and never decrease
 * from one call to the next. For one thread at a time.
 */
interface WindowCount {

  /** Counts {@code weight}, at most the limit, and returns 0, or returns how long it must wait. */
  default long take(long now, long weight) {
    long wait = waitFor(now, weight);
    if (wait == 0) {
      add(now, weight);
    }
    return wait;
  }

  /** How long until {@code weight} fits if nobody takes any; 0 if it does. */
  long waitFor(long now, long weight);

  /** Counts what fits. */
  void add(long now, long weight);

  /** Uncounts what was counted at {@code at}, if it still is. */
  void remove(long now, long at, long weight);

  /** How many of the last window are counted. */
  long used(long now);

  /** How long until nothing is counted. */
  long emptyIn(long now);
}

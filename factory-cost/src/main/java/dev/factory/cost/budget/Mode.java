package dev.factory.cost.budget;

/** What a budget does when its limit is reached. */
public enum Mode {
  /** Refuses. */
  HARD,
  /** Lets it pass and says so. */
  SOFT,
  /** Lets it pass and says so; the caller slows down or picks a cheaper model. */
  THROTTLE,
  /** Counts, and is never mentioned in a decision. */
  OBSERVE
}

package dev.factory.core.limit;

/** What a request takes of one limit; made by {@code ask} of the limit. */
public final class Ask {
  private final Target target;
  private final long weight;

  Ask(Target target, long weight) {
    this.target = target;
    this.weight = requireWeight(weight);
  }

  /** Where it is counted, which may be elsewhere the next time. */
  interface Target {
    WindowLimit current();
  }

  WindowLimit current() {
    return target.current();
  }

  long weight() {
    return weight;
  }

  static long requireWeight(long weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("a request weighs at least 1, not " + weight);
    }
    return weight;
  }
}

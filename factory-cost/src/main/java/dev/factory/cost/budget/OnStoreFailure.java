package dev.factory.cost.budget;

import dev.factory.cost.money.NanoMoney;

/** What a budget does while the store that counts it does not answer. */
public sealed interface OnStoreFailure {

  /** {@return nothing is let through; the default} */
  static OnStoreFailure closed() {
    return new Closed();
  }

  /** {@return up to {@code bound} is let through by each node, and recorded afterwards} */
  static OnStoreFailure open(NanoMoney bound) {
    return new Open(bound);
  }

  /** Refuses. */
  record Closed() implements OnStoreFailure {}

  /**
   * Lets calls pass.
   *
   * @param bound the most one node may hold without the store, zero or more; with {@code n} nodes a
   *     limit may be exceeded by {@code n} times that
   */
  record Open(NanoMoney bound) implements OnStoreFailure {
    /** Refuses a negative bound. */
    public Open {
      if (bound.isNegative()) {
        throw new IllegalArgumentException("the bound is zero or more, not " + bound);
      }
    }
  }
}

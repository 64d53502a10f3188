package dev.factory.cost;

import dev.factory.cost.money.NanoMoney;
import java.time.Duration;

/**
 * How much a node may hold ahead of its calls.
 *
 * @param nodes how many nodes share the budgets, at least 1; more nodes take smaller slices
 * @param cap the most of one slice, above zero
 * @param length how long a lease lasts: new calls are granted from it for half of that, and must be
 *     settled in the other half; at least two seconds
 */
public record LeaseTerms(int nodes, NanoMoney cap, Duration length) {
  private static final int PARTS = 8;

  /** Refuses terms under which nothing could be leased. */
  public LeaseTerms {
    if (nodes < 1 || cap.nanos() < 1 || length.compareTo(Duration.ofSeconds(2)) < 0) {
      throw new IllegalArgumentException(
          "leases need at least one node, a cap above zero and two seconds");
    }
  }

  /**
   * How much to ask for: an eighth of the node's share of what is left, so that little lies idle;
   * at least what the call needs, at most the cap.
   */
  long slice(long left, long needed) {
    long share = Math.max(0, left) / ((long) PARTS * nodes);
    return Math.max(needed, Math.min(share, cap.nanos()));
  }
}

package dev.factory.cost;

/** Whether a call may be made on leased money. */
public sealed interface LeasedDecision {

  /**
   * It may.
   *
   * @param hold to settle or release
   */
  record Granted(LeasedHold hold) implements LeasedDecision {}

  /**
   * It may not: neither this node's lease nor the budgets have room. Another node may still hold
   * some that it will not use.
   *
   * @param decision of the budgets; never granted
   */
  record Refused(SpendDecision decision) implements LeasedDecision {}
}

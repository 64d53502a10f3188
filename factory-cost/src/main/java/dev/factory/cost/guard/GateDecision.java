package dev.factory.cost.guard;

import dev.factory.core.limit.Admission;
import dev.factory.cost.LeasedDecision;
import dev.factory.cost.LeasedHold;

/** Whether a call may be made by the host itself. */
public sealed interface GateDecision {

  /**
   * It may.
   *
   * @param hold to settle or release
   */
  record Entered(LeasedHold hold) implements GateDecision {}

  /**
   * It comes too often; nothing was held.
   *
   * @param admission refused or too large
   */
  record Limited(Admission admission) implements GateDecision {}

  /**
   * There is no money for it; it counts against the limit all the same.
   *
   * @param refused what the budgets say
   */
  record OverBudget(LeasedDecision.Refused refused) implements GateDecision {}
}

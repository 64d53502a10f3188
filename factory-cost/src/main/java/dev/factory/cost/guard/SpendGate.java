package dev.factory.cost.guard;

import dev.factory.core.limit.Admission;
import dev.factory.core.limit.Permit;
import dev.factory.core.limit.Ticker;
import dev.factory.core.limit.WindowLimit;
import dev.factory.cost.LeasedDecision;
import dev.factory.cost.LeasedPath;
import dev.factory.cost.money.NanoMoney;

/**
 * The limit and the budgets of one kind of call, for hosts that make their calls themselves, very
 * often: one reading of a clock, one limit, and money out of a lease that covers all budgets.
 *
 * <p>What a call used is settled with {@link dev.factory.cost.LeasedHold#settle(
 * dev.factory.cost.price.Quote, dev.factory.cost.usage.Usage)} of the hold. <b>Threads:</b> safe
 * for use by many threads.
 */
public final class SpendGate {
  private final WindowLimit limit;
  private final LeasedPath path;
  private final Ticker ticker;

  private SpendGate(WindowLimit limit, LeasedPath path, Ticker ticker) {
    this.limit = limit;
    this.path = path;
    this.ticker = ticker;
  }

  /**
   * {@return a gate}
   *
   * @param ticker the one that the limit and the leases were given
   */
  public static SpendGate of(WindowLimit limit, LeasedPath path, Ticker ticker) {
    return new SpendGate(limit, path, ticker);
  }

  /**
   * {@return whether a call may be made now}
   *
   * @param bound the most it can cost, zero or more
   * @throws dev.factory.core.FactoryException as {@link dev.factory.cost.Budgets#reserve}, when
   *     more must be leased
   */
  public GateDecision enter(NanoMoney bound) {
    long reading = ticker.nanos();
    Admission admission = limit.tryAcquire(1, reading);
    if (!(admission instanceof Permit)) {
      return new GateDecision.Limited(admission);
    }
    LeasedDecision decision = path.reserve(bound, reading);
    return decision instanceof LeasedDecision.Granted granted
        ? new GateDecision.Entered(granted.hold())
        : new GateDecision.OverBudget((LeasedDecision.Refused) decision);
  }
}

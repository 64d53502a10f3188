package dev.factory.cost;

import dev.factory.core.jdbc.StorageException;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.money.NanoMoney;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The budgets that one kind of call falls under, reserved from a lease that covers them all: one
 * compare-and-swap however many levels there are. Keep it for further calls of the same tags.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
public final class LeasedPath {
  private final LeasedBudgets owner;
  private final SpendTags tags;
  private final ConcurrentLinkedQueue<Slice> retired = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Slice current;

  LeasedPath(LeasedBudgets owner, SpendTags tags) {
    this.owner = owner;
    this.tags = tags;
  }

  /**
   * Holds money for a call.
   *
   * @param bound the most it can cost, zero or more
   * @throws dev.factory.core.FactoryException as {@link Budgets#reserve}, when more must be leased
   */
  public LeasedDecision reserve(NanoMoney bound) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException("the amount to hold is zero or more");
    }
    Slice slice = current;
    if (slice != null && slice.isValidAt(now()) && slice.take(bound.nanos())) {
      return new LeasedDecision.Granted(new LeasedHold(this, slice, bound));
    }
    return refill(bound);
  }

  /**
   * Holds money for a call, for callers that have just read the ticker of the {@link LeasedBudgets}
   * and need not read a clock again.
   *
   * <p>Otherwise as {@link #reserve(NanoMoney)}. Money of a lease is handed out for as long as the
   * ticker says, also when the clock was set meanwhile; it counts in the window of its lease.
   *
   * @param reading of the ticker, a moment ago
   */
  public LeasedDecision reserve(NanoMoney bound, long reading) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException("the amount to hold is zero or more");
    }
    Slice slice = current;
    if (slice != null && slice.isValidAt(reading) && slice.take(bound.nanos())) {
      return new LeasedDecision.Granted(new LeasedHold(this, slice, bound));
    }
    return refill(bound);
  }

  private synchronized LeasedDecision refill(NanoMoney bound) {
    Instant now = now();
    Slice slice = current;
    if (slice != null && !slice.isValidAt(now)) {
      retire();
      slice = null;
    }
    if (slice != null && slice.take(bound.nanos())) {
      return new LeasedDecision.Granted(new LeasedHold(this, slice, bound)); // somebody was faster
    }
    List<Budget> budgets = owner.budgets().budgetsOf(tags);
    long wanted = owner.terms().slice(left(budgets), bound.nanos());
    SpendDecision decision = lease(slice, budgets, new NanoMoney(bound.currency(), wanted), now);
    if (decision instanceof SpendDecision.Refused) {
      // near the end: no more than what this one call lacks
      slice = current;
      long lacks = bound.nanos() - (slice == null ? 0 : slice.left());
      decision = lease(slice, budgets, new NanoMoney(bound.currency(), Math.max(0, lacks)), now);
    }
    Slice filled = current;
    if (decision instanceof SpendDecision.Granted && filled != null) {
      return filled.take(bound.nanos())
          ? new LeasedDecision.Granted(new LeasedHold(this, filled, bound))
          : refill(bound); // somebody took it while it was being made
    }
    return new LeasedDecision.Refused(decision);
  }

  private long left(List<Budget> budgets) {
    return budgets.stream()
        .mapToLong(budget -> owner.budgets().status(budget).available().nanos())
        .min()
        .orElse(0);
  }

  private SpendDecision lease(
      @Nullable Slice slice, List<Budget> budgets, NanoMoney more, Instant now) {
    if (slice != null) {
      Hold hold = slice.hold();
      SpendDecision decision = owner.budgets().extend(hold, hold.amount().plus(more));
      if (decision instanceof SpendDecision.Granted granted) {
        slice.grown(granted.hold());
        return decision;
      }
      if (!(decision instanceof SpendDecision.AlreadyClosed)) {
        return decision;
      }
      retire(); // expired meanwhile
    }
    return begin(budgets, more, now);
  }

  private SpendDecision begin(List<Budget> budgets, NanoMoney amount, Instant now) {
    String id = owner.newLeaseId();
    SpendDecision decision;
    try {
      decision =
          owner.budgets().reserve(id, tags, new Bound.AtMost(amount, 0, 0, LeasedBudgets.LEASE));
    } catch (StorageException failure) {
      owner.abandon(id); // it may have been kept; nobody will use it
      throw failure;
    }
    if (decision instanceof SpendDecision.Granted granted) {
      Instant from = Instant.MIN;
      Instant until = now.plus(owner.terms().length().dividedBy(2));
      for (Budget budget : budgets) {
        BudgetWindow window = budget.policy().window();
        Instant start = window.startFor(granted.hold().reservedAt());
        Instant end = window.counterEnd(granted.hold().reservedAt());
        from = start.isAfter(from) ? start : from;
        until = end.isBefore(until) ? end : until;
      }
      long granting = now.isBefore(from) ? 0 : Math.max(0, now.until(until, ChronoUnit.NANOS));
      long lastReading = owner.ticker().nanos() + granting;
      current = new Slice(granted.hold(), from, until, lastReading, owner.unwritten());
    }
    return decision;
  }

  /** Gives back what nobody took; what open calls hold stays until they settle. */
  synchronized void retire() {
    Slice slice = current;
    if (slice == null) {
      return;
    }
    current = null;
    long rest = slice.retire();
    retired.add(slice);
    if (rest > 0 && !slice.isIdle()) {
      Hold hold = slice.hold();
      owner
          .budgets()
          .extend(hold, hold.amount().minus(new NanoMoney(hold.amount().currency(), rest)));
    }
  }

  /** Puts what calls came to that are written as sums among what waits to be written. */
  void writeSums() {
    Slice slice = current;
    if (slice != null) {
      slice.writeSums(now(), owner.totalsMeter());
    }
    retired.forEach(one -> one.writeSums(now(), owner.totalsMeter()));
  }

  /** Ends leases of which no call is open any more, after what they charged was written. */
  void endRetired() {
    for (Slice slice : retired) {
      if (slice.isIdle() && retired.remove(slice)) {
        try {
          owner.end(slice);
        } catch (StorageException failure) {
          retired.add(slice);
          throw failure;
        }
      }
    }
  }

  void settled() {
    owner.writeIfMany();
  }

  Instant now() {
    return owner.budgets().now();
  }
}

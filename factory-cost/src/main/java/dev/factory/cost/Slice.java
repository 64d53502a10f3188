package dev.factory.cost;

import dev.factory.cost.ledger.Charge;
import dev.factory.cost.ledger.LedgerCommand;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One lease of one path, handed out call by call.
 *
 * <p>{@code free}, what open calls hold and what waits to be written add up to what the ledger
 * holds for the lease. A call is counted as open before it takes money, and written down before it
 * stops being open, so nobody sees zero open calls while one may still charge.
 */
final class Slice {
  /** Far enough below zero that no call brings it back. */
  private static final long RETIRED = Long.MIN_VALUE / 2;

  private final AtomicLong free;
  private final AtomicInteger open = new AtomicInteger();
  private final Instant validFrom;
  private final Instant validUntil;
  private final ConcurrentLinkedQueue<LedgerCommand> unwritten;
  private volatile Hold hold; // changed by whoever holds the path's lock

  Slice(
      Hold hold,
      Instant validFrom,
      Instant validUntil,
      ConcurrentLinkedQueue<LedgerCommand> unwritten) {
    this.hold = hold;
    this.free = new AtomicLong(hold.amount().nanos());
    this.validFrom = validFrom;
    this.validUntil = validUntil;
    this.unwritten = unwritten;
  }

  boolean isValidAt(Instant now) {
    return now.isBefore(validUntil) && !now.isBefore(validFrom);
  }

  /** Takes money for one call, or takes nothing. */
  boolean take(long nanos) {
    open.incrementAndGet();
    long before = free.get();
    while (before >= nanos) {
      if (free.compareAndSet(before, before - nanos)) {
        return true;
      }
      before = free.get();
    }
    open.decrementAndGet();
    return false;
  }

  /** The call cost {@code charge}, or nothing if it was never sent. */
  void close(long held, Charge charge, Instant now) {
    unwritten.add(new LedgerCommand.Settle(hold.requestId(), charge, false, now));
    free.addAndGet(held - charge.nanos());
    open.decrementAndGet();
  }

  void putBack(long held) {
    free.addAndGet(held);
    open.decrementAndGet();
  }

  Hold hold() {
    return hold;
  }

  void grown(Hold larger) {
    long by = larger.amount().nanos() - hold.amount().nanos();
    hold = larger;
    free.addAndGet(by);
  }

  long left() {
    return Math.max(0, free.get());
  }

  /** Stops granting; returns what nobody took. Later calls return nothing more. */
  long retire() {
    return Math.max(0, free.getAndSet(RETIRED));
  }

  boolean isIdle() {
    return open.get() == 0;
  }
}

package dev.factory.cost;

import dev.factory.cost.ledger.Charge;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * One lease of one path, handed out call by call.
 *
 * <p>Threads take from stripes of their own, which take from what they share in larger pieces, so
 * that threads of one tenant do not wait for each other. What is shared, what stripes have, what
 * open calls hold and what waits to be written add up to what the ledger holds for the lease. A
 * call is counted as open when it takes money, and written down before it stops being open, so
 * nobody sees zero open calls while one may still charge.
 */
final class Slice {
  private static final int STRIPES = 16;
  private static final int PIECES = 8 * STRIPES;

  /** Odd, so all are reached; neighbouring threads' stripes do not share a line of the cache. */
  private static final int APART = 5;

  private final AtomicLong shared;
  private final Stripe[] stripes = new Stripe[STRIPES];
  private final AtomicInteger sums = new AtomicInteger();
  private final Instant validFrom;
  private final Instant validUntil;
  private final long lastReading;
  private final ConcurrentLinkedQueue<LedgerCommand> unwritten;
  private volatile boolean retired;
  private volatile Hold hold; // changed by whoever holds the path's lock

  /**
   * @param lastReading of the owner's ticker until which calls are granted
   */
  Slice(
      Hold hold,
      Instant validFrom,
      Instant validUntil,
      long lastReading,
      ConcurrentLinkedQueue<LedgerCommand> unwritten) {
    this.hold = hold;
    this.shared = new AtomicLong(hold.amount().nanos());
    this.validFrom = validFrom;
    this.validUntil = validUntil;
    this.lastReading = lastReading;
    this.unwritten = unwritten;
    for (int index = 0; index < STRIPES; index++) {
      stripes[index] = new Stripe();
    }
  }

  boolean isValidAt(Instant now) {
    return now.isBefore(validUntil) && !now.isBefore(validFrom);
  }

  boolean isValidAt(long reading) {
    return reading - lastReading < 0;
  }

  /** Takes money for one call, or takes nothing. */
  boolean take(long nanos) {
    Stripe own = lockAny();
    try {
      if (retired) {
        return false;
      }
      if (own.take(nanos) || (fill(own, nanos) && own.take(nanos))) {
        return true;
      }
    } finally {
      own.unlock();
    }
    return takeOfAll(nanos);
  }

  /** Moves a piece of what is shared to a stripe; false if there is not enough. */
  private boolean fill(Stripe own, long nanos) {
    long lacking = nanos - own.free();
    long before = shared.get();
    while (before >= lacking) {
      long piece = Math.max(lacking, before / PIECES);
      if (shared.compareAndSet(before, before - piece)) {
        own.add(piece);
        return true;
      }
      before = shared.get();
    }
    return false;
  }

  /** Nothing is refused for lying in another thread's stripe. */
  private boolean takeOfAll(long nanos) {
    if (left() < nanos) {
      return false;
    }
    gather();
    Stripe own = lockAny();
    try {
      return !retired && fill(own, nanos) && own.take(nanos);
    } finally {
      own.unlock();
    }
  }

  private void gather() {
    for (Stripe stripe : stripes) {
      stripe.lock();
      try {
        shared.addAndGet(stripe.drain());
      } finally {
        stripe.unlock();
      }
    }
  }

  /** The call cost {@code charge}. */
  void close(long held, Charge charge, Instant now) {
    unwritten.add(new LedgerCommand.Settle(hold.requestId(), charge, false, now));
    putBack(held - charge.nanos());
  }

  /** The call cost this, to be written as a part of one sum; {@code cost} is that of the usage. */
  void close(long held, Quote quote, Usage usage, ExactCost cost) {
    Stripe own = lockAny();
    try {
      own.sum(quote, usage, cost.femtos());
      // rounded up, so that the sum as it is written is never more than was taken for it
      own.close(held - cost.ceiling().nanos());
    } finally {
      own.unlock();
    }
  }

  /** The call was never sent, or this is what it left. */
  void putBack(long rest) {
    Stripe own = lockAny();
    try {
      own.close(rest);
    } finally {
      own.unlock();
    }
  }

  /** Puts the sums of calls that were not written yet among what waits to be written. */
  void writeSums(Instant now, TotalsMeter totals) {
    List<StripeSum> all = new ArrayList<>();
    for (Stripe stripe : stripes) {
      stripe.lock();
      try {
        stripe.takeSums(all);
      } finally {
        stripe.unlock();
      }
    }
    for (StripeSum sum : all) {
      Quote quote = sum.quote();
      Charge charge =
          new Charge(
              hold.requestId() + "/sum-" + sums.incrementAndGet(),
              quote.row().provider(),
              quote.wanted().model(),
              sum.usage(),
              new ExactCost(quote.currency(), sum.femtos()),
              quote.version(),
              now,
              sum.calls());
      unwritten.add(new LedgerCommand.Settle(hold.requestId(), charge, false, now));
      totals.add(sum.calls(), sum.usage().total(), charge.nanos());
    }
  }

  Hold hold() {
    return hold;
  }

  void grown(Hold larger) {
    long by = larger.amount().nanos() - hold.amount().nanos();
    hold = larger;
    shared.addAndGet(by);
  }

  long left() {
    return Math.max(0, shared.get() + sumOf(Stripe::free));
  }

  /** Stops granting; returns what nobody took. Later calls return nothing more. */
  long retire() {
    retired = true;
    gather();
    return Math.max(0, shared.getAndSet(0));
  }

  /** Closed calls are counted first: a call that opens meanwhile can only make the two differ. */
  boolean isIdle() {
    long closed = sumOf(Stripe::closed);
    return sumOf(Stripe::opened) == closed;
  }

  private long sumOf(ToLongFunction<Stripe> part) {
    long sum = 0;
    for (Stripe stripe : stripes) {
      stripe.lock();
      try {
        sum += part.applyAsLong(stripe);
      } finally {
        stripe.unlock();
      }
    }
    return sum;
  }

  private Stripe lockAny() {
    int place = (int) Thread.currentThread().getId();
    while (true) {
      Stripe stripe = stripes[place++ * APART & (STRIPES - 1)];
      if (stripe.tryLock()) {
        return stripe;
      }
    }
  }
}

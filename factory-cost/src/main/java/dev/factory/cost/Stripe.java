package dev.factory.cost;

import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread's part of a {@link Slice}, behind a lock that is held for a few nanoseconds. Whoever
 * finds it taken goes to the next stripe, so the lock need not queue anybody; only those who look
 * at all stripes wait for it. Every method but the first three is for whoever holds the lock.
 */
final class Stripe {
  private static final AtomicIntegerFieldUpdater<Stripe> LOCKED =
      AtomicIntegerFieldUpdater.newUpdater(Stripe.class, "locked");
  private static final int SPINS = 64;
  private static final long PAUSE = 10_000;

  private volatile int locked;
  private long free;
  private long opened;
  private long closed;
  private StripeSum[] sums = {};

  boolean tryLock() {
    return locked == 0 && LOCKED.compareAndSet(this, 0, 1);
  }

  void lock() {
    for (int spins = 0; !tryLock(); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  void unlock() {
    LOCKED.lazySet(this, 0);
  }

  long free() {
    return free;
  }

  long opened() {
    return opened;
  }

  long closed() {
    return closed;
  }

  void add(long nanos) {
    free += nanos;
  }

  long drain() {
    long all = free;
    free = 0;
    return all;
  }

  /** Opens a call, if there is enough for it. */
  boolean take(long nanos) {
    if (free < nanos) {
      return false;
    }
    free -= nanos;
    opened++;
    return true;
  }

  /** Closes a call that leaves {@code rest}; below zero if it cost more than it held. */
  void close(long rest) {
    free += rest;
    closed++;
  }

  /** Adds to the sum of the calls at a price. */
  void sum(Quote quote, Usage usage, long femtos) {
    for (StripeSum sum : sums) {
      if (sum.takes(quote, femtos)) {
        sum.add(usage, femtos);
        return;
      }
    }
    StripeSum fresh = new StripeSum(quote);
    fresh.add(usage, femtos);
    sums = Arrays.copyOf(sums, sums.length + 1);
    sums[sums.length - 1] = fresh;
  }

  /** Moves the sums to {@code all}. */
  void takeSums(List<StripeSum> all) {
    all.addAll(List.of(sums));
    sums = new StripeSum[0];
  }
}

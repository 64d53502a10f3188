package dev.factory.core.limit;

import dev.factory.core.limit.Admission.Refused;
import dev.factory.core.limit.Admission.TooLarge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets through at most so many in any stretch of a length, wherever it begins.
 *
 * <p>Limiters that refill at fixed times or drop by drop let up to twice the limit through in a
 * stretch that crosses a refill. This one remembers when each was let through, so it is exact: for
 * limits of up to 4,096; for larger ones it counts in 64 cells, holds just the same, and frees what
 * expired up to a 64th of the window late.
 *
 * <p><b>Guarantee:</b> in every stretch {@code [t, t + window)} of the ticker's time at most {@code
 * limit} are let through, for any interleaving; refunded ones do not count. It counts on this node:
 * {@code n} nodes together let {@code n} times as many through. <b>Threads:</b> safe for use by
 * many threads; none waits but for another's few nanoseconds.
 */
public final class WindowLimit implements Ask.Target {
  private static final int SPINS = 256;

  private final WindowRule rule;
  private final Ticker ticker;
  private final long origin;
  private final WindowCount count;
  private final StampedLock lock = new StampedLock(); // the JDK's cheapest when nobody contends
  private long latest;
  private boolean retired;

  private WindowLimit(WindowRule rule, Ticker ticker) {
    this.rule = rule;
    this.ticker = ticker;
    this.origin = ticker.nanos();
    long length = rule.window().toNanos();
    this.count =
        rule.limit() <= StampRing.MOST
            ? new StampRing((int) rule.limit(), length)
            : new CellCounts(rule.limit(), length);
  }

  /** {@return a limit of which nothing is used yet} */
  public static WindowLimit of(WindowRule rule, Ticker ticker) {
    return new WindowLimit(rule, ticker);
  }

  /** {@return whether one request is let through now; it is counted if it is} */
  public Admission tryAcquire() {
    return tryAcquire(1);
  }

  /**
   * {@return whether a request is let through that counts as several}
   *
   * @param weight at least 1
   */
  public Admission tryAcquire(long weight) {
    return tryAcquire(weight, ticker.nanos());
  }

  /**
   * {@return the same, for callers that have just read this limit's ticker for other reasons}
   *
   * @param weight at least 1
   * @param reading of the ticker this limit was made with
   */
  public Admission tryAcquire(long weight, long reading) {
    Admission admission = acquireUnlessRetired(weight, reading);
    if (admission == null) {
      throw new IllegalStateException("only limits of keys are retired");
    }
    return admission;
  }

  /** Null if it was replaced by another. */
  @Nullable Admission acquireUnlessRetired(long weight) {
    return acquireUnlessRetired(weight, ticker.nanos());
  }

  private @Nullable Admission acquireUnlessRetired(long weight, long reading) {
    if (Ask.requireWeight(weight) > rule.limit()) {
      return new TooLarge(rule);
    }
    long now;
    long stamp = lock();
    try {
      if (retired) {
        return null;
      }
      now = latest(reading);
      long wait = count.take(now, weight);
      if (wait > 0) {
        return new Refused(List.of(state(now)), Duration.ofNanos(wait));
      }
    } finally {
      lock.unlockWrite(stamp);
    }
    return new Permit(this, now, weight, null);
  }

  /**
   * {@return what a request takes of this limit, to be decided with others by {@link Limits}}
   *
   * @param weight at least 1
   */
  public Ask ask(long weight) {
    return new Ask(this, weight);
  }

  /** {@return where it stands now} */
  public LimitState state() {
    long stamp = lock.writeLock();
    try {
      return state(now());
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  @Override
  public WindowLimit current() {
    return this;
  }

  WindowRule rule() {
    return rule;
  }

  void giveBack(long at, long weight) {
    long stamp = lock.writeLock();
    try {
      count.remove(now(), at, weight);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Ends it if nothing is counted; whoever still holds it then asks for its successor. */
  boolean retireIfIdle() {
    long stamp = lock.writeLock();
    try {
      retired |= count.used(now()) == 0;
      return retired;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  // the rest is for whoever holds the lock

  /** It is held for a few nanoseconds, so waiting awake is cheaper than to be woken. */
  long lock() {
    for (int spins = 0; spins < SPINS; spins++) {
      long stamp = lock.tryWriteLock();
      if (stamp != 0) {
        return stamp;
      }
      Thread.onSpinWait();
    }
    return lock.writeLock();
  }

  long tryLock() {
    return lock.tryWriteLock();
  }

  void unlock(long stamp) {
    lock.unlockWrite(stamp);
  }

  boolean isRetired() {
    return retired;
  }

  long waitFor(long weight) {
    return count.waitFor(now(), weight);
  }

  Permit take(long weight, @Nullable Permit others) {
    long now = now();
    count.add(now, weight);
    return new Permit(this, now, weight, others);
  }

  LimitState stateHeld() {
    return state(now());
  }

  private LimitState state(long now) {
    long remaining = Math.max(0, rule.limit() - count.used(now));
    return new LimitState(rule, remaining, Duration.ofNanos(count.emptyIn(now)));
  }

  private long now() {
    return latest(ticker.nanos());
  }

  /** Never earlier than what was decided before, whatever the ticker says. */
  private long latest(long reading) {
    long now = reading - origin;
    if (now > latest) {
      latest = now;
    }
    return latest;
  }
}

package dev.factory.cost.provider;

import java.util.concurrent.atomic.AtomicLong;

/** Earns a part of a retry with every call, so that retries stay a share of the traffic. */
final class RetryBudget {
  private static final long ONE = 100;
  private static final long MOST = 10 * ONE;

  private final int percent;
  private final AtomicLong left = new AtomicLong(MOST);

  RetryBudget(int percent) {
    this.percent = percent;
  }

  void earn() {
    left.updateAndGet(now -> Math.min(MOST, now + percent));
  }

  boolean spend() {
    return left.getAndUpdate(now -> now >= ONE ? now - ONE : now) >= ONE;
  }
}

package dev.factory.cost.guard;

import java.util.concurrent.atomic.LongAdder;

/** Counts what passes the guard on this node. <b>Threads:</b> safe for use by many threads. */
final class GuardMeters {
  private final LongAdder requests = new LongAdder();
  private final LongAdder fromProvider = new LongAdder();
  private final LongAdder fromCache = new LongAdder();
  private final LongAdder limited = new LongAdder();
  private final LongAdder overBudget = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder chargedNanos = new LongAdder();
  private final LongAdder savedNanos = new LongAdder();
  private final LongAdder breaches = new LongAdder();

  void count(GuardOutcome outcome) {
    requests.increment();
    if (outcome instanceof GuardOutcome.Answered answered) {
      boolean made = answered.source() == GuardOutcome.Source.PROVIDER;
      (made ? fromProvider : fromCache).increment();
      if (made) {
        tokens.add(answered.usage().total());
      }
      cost(answered.cost());
    } else if (outcome instanceof GuardOutcome.Failed none) {
      failed.increment();
      cost(none.cost());
    } else if (outcome instanceof GuardOutcome.Limited) {
      limited.increment();
    } else {
      overBudget.increment();
    }
  }

  private void cost(GuardOutcome.Cost cost) {
    chargedNanos.add(cost.charged().nanos());
    savedNanos.add(cost.saved().nanos());
    if (cost.breached()) {
      breaches.increment();
    }
  }

  GuardStats stats() {
    return new GuardStats(
        requests.sum(),
        fromProvider.sum(),
        fromCache.sum(),
        limited.sum(),
        overBudget.sum(),
        failed.sum(),
        tokens.sum(),
        chargedNanos.sum(),
        savedNanos.sum(),
        breaches.sum());
  }
}

package dev.factory.cost;

/** Adds up what was settled in sums. */
final class TotalsMeter {
  private long calls;
  private long tokens;
  private long nanos;

  synchronized void add(long moreCalls, long moreTokens, long moreNanos) {
    calls += moreCalls;
    tokens += moreTokens;
    nanos += moreNanos;
  }

  synchronized LeasedTotals now() {
    return new LeasedTotals(calls, tokens, nanos);
  }
}

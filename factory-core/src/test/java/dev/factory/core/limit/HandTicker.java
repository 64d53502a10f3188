package dev.factory.core.limit;

/** Time that a test moves. */
final class HandTicker implements Ticker {
  private volatile long now;

  @Override
  public long nanos() {
    return now;
  }

  synchronized void advance(long nanos) {
    now += nanos;
  }
}

package dev.factory.core;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** UUIDv7 with the monotonic counter of RFC 9562, section 6.2, method 1. */
final class TimeOrderedIds implements IdSource {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final InstantSource time;
  private final RandomGenerator random;

  /** Milliseconds above, counter below: one number that only grows. */
  private final AtomicLong last = new AtomicLong();

  TimeOrderedIds(InstantSource time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  @Override
  public UUID next() {
    long now = time.millis() << COUNTER_BITS;
    long stamp = last.accumulateAndGet(now, (previous, fresh) -> Math.max(previous + 1, fresh));
    long millis = stamp >>> COUNTER_BITS;
    long counter = stamp & ((1L << COUNTER_BITS) - 1);
    return new UUID(
        millis << 16 | VERSION_7 | counter, VARIANT | (random.nextLong() & ~(0b11L << 62)));
  }
}

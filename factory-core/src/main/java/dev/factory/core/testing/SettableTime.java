package dev.factory.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told otherwise; it may also be set back. Thread-safe. */
public final class SettableTime implements InstantSource {
  private volatile Instant now;

  private SettableTime(Instant start) {
    this.now = start;
  }

  /** {@return a clock that shows {@code start}, ISO-8601 such as {@code 2026-01-31T23:59:59Z}} */
  public static SettableTime at(String start) {
    return new SettableTime(Instant.parse(start));
  }

  /** {@return a clock that shows {@code start}} */
  public static SettableTime at(Instant start) {
    return new SettableTime(start);
  }

  /** Shows {@code instant} from now on. */
  public synchronized void set(Instant instant) {
    now = instant;
  }

  /** Moves by {@code step}, which may be negative. */
  public synchronized void advance(Duration step) {
    now = now.plus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }
}

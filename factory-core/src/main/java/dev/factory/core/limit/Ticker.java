package dev.factory.core.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Tells how much time has passed; what it says means nothing by itself.
 *
 * <p>Readings may come to a limit out of order, from several threads; an earlier one then counts as
 * the latest that was seen. <b>Threads:</b> safe for use by many threads.
 */
@FunctionalInterface
public interface Ticker {

  /** {@return nanoseconds since some moment; never fewer than it said before on this thread} */
  long nanos();

  /** {@return the machine's monotonic clock, which nobody sets} */
  static Ticker system() {
    return System::nanoTime;
  }

  /**
   * {@return a ticker that follows a clock which people and daemons set}
   *
   * <p>A step back counts as no time: nothing expires early, and nobody waits longer than a window.
   * A step forth counts as time that passed, as nothing tells it from a machine that slept; so a
   * clock that is set back and forth by an hour has passed an hour. Where that is too much, take
   * {@link #system}.
   *
   * @param time the clock; in tests one that is moved by hand
   */
  static Ticker following(InstantSource time) {
    return new Following(time);
  }

  /** Adds up the steps forth. */
  final class Following implements Ticker {
    private final InstantSource time;
    private long last;
    private long passed;

    private Following(InstantSource time) {
      this.time = time;
      this.last = nanosOf(time.instant());
    }

    @Override
    public synchronized long nanos() {
      long reading = nanosOf(time.instant()); // under the lock, so that readings are in order
      passed += Math.max(0, reading - last);
      last = reading;
      return passed;
    }

    private static long nanosOf(Instant instant) {
      return Math.addExact(
          TimeUnit.SECONDS.toNanos(instant.getEpochSecond()), (long) instant.getNano());
    }
  }
}

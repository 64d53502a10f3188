package dev.factory.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time from its start up to, not including, its end. Never empty.
 *
 * @param start the first instant in it
 * @param end the first instant after it, later than {@code start}
 */
public record Period(Instant start, Instant end) {

  /** Refuses an end that is not after the start. */
  public Period {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "a period ends after it starts, but " + end + " is not after " + start);
    }
  }

  /**
   * {@return the period from {@code start} up to the end of the second in which {@code
   * lastIncluded} lies, and whether that made it longer}
   *
   * <p>For ends that an API gives as the last second: {@code 2026-01-31T23:59:59Z} ends at {@code
   * 2026-02-01T00:00:00Z}, so a sale in the last half second of January is not lost. An end that is
   * already exclusive goes to the constructor instead.
   *
   * @param lastIncluded not before {@code start}
   * @throws IllegalArgumentException if {@code lastIncluded} is before {@code start}
   */
  public static InclusiveEnd ofInclusiveEnd(Instant start, Instant lastIncluded) {
    if (lastIncluded.isBefore(start)) {
      throw new IllegalArgumentException(
          "the last included instant "
              + lastIncluded
              + " is before the start "
              + start
              + "; it may be the start or later");
    }
    Instant end = lastIncluded.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return new InclusiveEnd(new Period(start, end), lastIncluded);
  }

  /** {@return whether {@code instant} is the start, or between start and end} */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  /** {@return whether any instant is in both; periods that only meet do not overlap} */
  public boolean overlaps(Period other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /** {@return the time between start and end, more than zero} */
  public Duration duration() {
    return Duration.between(start, end);
  }

  /** {@return start and end as an interval of ISO 8601, {@code start/end}} */
  @Override
  public String toString() {
    return start + "/" + end;
  }

  /**
   * How an end that was given as the last included instant was read.
   *
   * @param period the period up to the end of that second
   * @param lastIncluded the end as it was given
   */
  public record InclusiveEnd(Period period, Instant lastIncluded) {

    /** Refuses an end that was not given as the last second of the period. */
    public InclusiveEnd {
      if (!period.contains(lastIncluded) || lastIncluded.plusSeconds(1).isBefore(period.end())) {
        throw new IllegalArgumentException(
            "the last included instant "
                + lastIncluded
                + " is not in the last second of "
                + period);
      }
    }

    /** {@return whether the period has instants after the one that was given as the last} */
    public boolean widened() {
      return lastIncluded.plusNanos(1).isBefore(period.end());
    }

    /** {@return one sentence for a reply or a log, telling how the end was read} */
    public String note() {
      return widened()
          ? "the end "
              + lastIncluded
              + " was widened to the whole second: up to, not including, "
              + period.end()
          : "the end was taken as given: up to, not including, " + period.end();
    }
  }
}

package dev.factory.cost.price;

import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * A part of every day in UTC, from its start up to, not including, its end; it may pass midnight.
 *
 * @param from when it begins, whole seconds
 * @param to when it ends, whole seconds; earlier than {@code from} if that is on the next day
 */
public record DailyWindow(LocalTime from, LocalTime to) {
  private static final long DAY = 86_400;

  /** Refuses an empty window and fractions of a second. */
  public DailyWindow {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "a window that is the whole day is no window; leave it out");
    }
    if (!from.equals(wholeSeconds(from)) || !to.equals(wholeSeconds(to))) {
      throw new IllegalArgumentException("a daily window begins and ends at whole seconds");
    }
  }

  /** {@return whether {@code at} falls into it} */
  public boolean contains(Instant at) {
    long second = Math.floorMod(at.getEpochSecond(), DAY);
    boolean afterStart = second >= from.toSecondOfDay();
    boolean beforeEnd = second < to.toSecondOfDay();
    return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }

  /** {@return whether some instant of the day falls into both} */
  public boolean overlaps(DailyWindow other) {
    return holds(other.from) || other.holds(from);
  }

  /** {@return the first start or end of it after {@code at}} */
  Instant nextChange(Instant at) {
    Instant day = at.truncatedTo(ChronoUnit.DAYS);
    Instant best = day.plusSeconds(2 * DAY);
    for (LocalTime time : new LocalTime[] {from, to}) {
      Instant today = day.plusSeconds(time.toSecondOfDay());
      Instant next = today.isAfter(at) ? today : today.plusSeconds(DAY);
      best = next.isBefore(best) ? next : best;
    }
    return best;
  }

  private static LocalTime wholeSeconds(LocalTime time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private boolean holds(LocalTime time) {
    return contains(Instant.EPOCH.plusSeconds(time.toSecondOfDay()));
  }
}

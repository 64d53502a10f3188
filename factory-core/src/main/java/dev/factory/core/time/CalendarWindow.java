package dev.factory.core.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;

/**
 * A rule that cuts all of time into calendar days, weeks, months or years of one zone, each
 * beginning on a chosen day and hour.
 *
 * <p>The windows follow each other without gap or overlap, and none is empty. Where clocks are set
 * forward over a start, the window begins at the first instant after the change; where they are set
 * back and show a start twice, it begins at the first of the two. A day may therefore last 23 or 25
 * hours, and a day that a zone skipped altogether has no window of its own.
 *
 * @param cycle how often a window begins, and on which day
 * @param zone whose clocks count; a zone that is always UTC becomes {@link
 *     java.time.ZoneOffset#UTC}, so that rules with the same windows are equal
 * @param hour the hour of the day at which windows begin, 0 to 23
 */
public record CalendarWindow(Cycle cycle, ZoneId zone, int hour) {

  /** Refuses an hour outside 0 to 23. */
  public CalendarWindow {
    if (hour < 0 || hour > 23) {
      throw new IllegalArgumentException("a window begins at an hour of 0 to 23, not " + hour);
    }
    zone = zone.normalized();
  }

  /** {@return days that begin at {@code hour}, 0 to 23} */
  public static CalendarWindow daily(ZoneId zone, int hour) {
    return new CalendarWindow(new Cycle.Daily(), zone, hour);
  }

  /** {@return weeks that begin on {@code day} at {@code hour}, 0 to 23} */
  public static CalendarWindow weekly(ZoneId zone, DayOfWeek day, int hour) {
    return new CalendarWindow(new Cycle.Weekly(day), zone, hour);
  }

  /**
   * {@return months that begin on {@code dayOfMonth}, 1 to 31, at {@code hour}, 0 to 23}
   *
   * <p>In a month without that day the window begins on its last day.
   */
  public static CalendarWindow monthly(ZoneId zone, int dayOfMonth, int hour) {
    return new CalendarWindow(new Cycle.Monthly(dayOfMonth), zone, hour);
  }

  /**
   * {@return years that begin on {@code day} at {@code hour}, 0 to 23}
   *
   * <p>29 February is 28 February in years without it.
   */
  public static CalendarWindow yearly(ZoneId zone, MonthDay day, int hour) {
    return new CalendarWindow(new Cycle.Yearly(day), zone, hour);
  }

  /**
   * {@return the window that contains {@code instant}}
   *
   * @throws java.time.DateTimeException if the window reaches beyond the years that {@link
   *     java.time.LocalDate} holds
   */
  public Period containing(Instant instant) {
    long number = cycle.numberOf(instant.atZone(zone).toLocalDate());
    while (start(number).isAfter(instant)) {
      number--;
    }
    while (!start(number + 1).isAfter(instant)) {
      number++;
    }
    return new Period(start(number), start(number + 1));
  }

  /**
   * {@return the window that begins where {@code window} ends}
   *
   * @param window one of the windows of this rule
   * @throws IllegalArgumentException if it is not one of them
   */
  public Period next(Period window) {
    requireOwn(window);
    return containing(window.end());
  }

  /**
   * {@return the window that ends where {@code window} begins}
   *
   * @param window one of the windows of this rule
   * @throws IllegalArgumentException if it is not one of them
   */
  public Period previous(Period window) {
    requireOwn(window);
    return containing(window.start().minusNanos(1));
  }

  private Instant start(long number) {
    return LocalStart.of(cycle.startOf(number).atTime(hour, 0), zone);
  }

  private void requireOwn(Period window) {
    Period own = containing(window.start());
    if (!own.equals(window)) {
      throw new IllegalArgumentException(
          "the period "
              + window
              + " is not a window of this rule; the one that begins there or"
              + " before is "
              + own);
    }
  }
}

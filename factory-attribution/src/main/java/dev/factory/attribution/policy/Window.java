package dev.factory.attribution.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long before a conversion a touch may be. A touch is in the window exactly if {@code
 * start(conversion.at) <= touch.at <= conversion.at}: both ends belong to it.
 */
public sealed interface Window {
  /** The most days a window has. */
  int MAX_DAYS = 36_500;

  /** {@return the first instant that belongs to the window of a conversion at {@code instant}} */
  Instant start(Instant instant);

  /** {@return what no window of this rule is longer than} */
  Duration longest();

  /**
   * A stretch of time.
   *
   * @param length zero or more whole seconds, at most {@value Window#MAX_DAYS} days
   */
  record Exact(Duration length) implements Window {

    /** Refuses another length. */
    public Exact {
      boolean whole = length.truncatedTo(ChronoUnit.SECONDS).equals(length);
      if (length.isNegative() || !whole || length.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
        throw new IllegalArgumentException(
            "a window is zero or more whole seconds, at most " + MAX_DAYS + " days, not " + length);
      }
    }

    @Override
    public Instant start(Instant instant) {
      return instant.minus(length);
    }

    @Override
    public Duration longest() {
      return length;
    }

    /** {@return the length as ISO-8601 writes it: {@code PT720H}} */
    @Override
    public String toString() {
      return length.toString();
    }
  }

  /**
   * Whole days of a calendar: from the start of the day that lies {@code days} before the day of
   * the conversion. Days may last 23 or 25 hours where clocks are changed.
   *
   * @param days 0, which is the conversion's own day, to {@value Window#MAX_DAYS}
   * @param zone whose days; a zone that is always UTC becomes {@link java.time.ZoneOffset#UTC}
   */
  record CalendarDays(int days, ZoneId zone) implements Window {
    private static final Pattern TEXT = Pattern.compile("P([0-9]{1,5})D (.+)");

    /** Refuses another number of days. */
    public CalendarDays {
      if (days < 0 || days > MAX_DAYS) {
        throw new IllegalArgumentException("a window has 0 to " + MAX_DAYS + " days, not " + days);
      }
      zone = zone.normalized();
    }

    @Override
    public Instant start(Instant instant) {
      return instant.atZone(zone).toLocalDate().minusDays(days).atStartOfDay(zone).toInstant();
    }

    /**
     * {@return two days more, for the conversion's own and for a zone that crosses the date line}
     */
    @Override
    public Duration longest() {
      return Duration.ofDays(days + 2L);
    }

    /** {@return days and zone: {@code P30D Europe/Berlin}} */
    @Override
    public String toString() {
      return "P" + days + "D " + zone;
    }
  }

  /**
   * {@return the window whose {@code toString} this is}
   *
   * @throws IllegalArgumentException if it is none's
   */
  static Window parse(String text) {
    Matcher days = CalendarDays.TEXT.matcher(text);
    try {
      return days.matches()
          ? new CalendarDays(Integer.parseInt(days.group(1)), ZoneId.of(days.group(2)))
          : new Exact(Duration.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the text is not a window", e);
    }
  }
}

package dev.factory.receipts.archive;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A week of ISO 8601 in UTC: from Monday 00:00, inclusive, to the next Monday 00:00, exclusive. Its
 * year is the one that most of its days are in, so 2025-12-29 is in {@code 2026-W01}.
 *
 * @param year the week-based year, 1 to 9999
 * @param week 1 to 52, or 53 in years that have as many
 */
public record IsoWeek(int year, int week) implements Comparable<IsoWeek> {
  private static final Pattern TEXT = Pattern.compile("([0-9]{4})-W([0-9]{2})");
  private static final Comparator<IsoWeek> ORDER =
      Comparator.comparingInt(IsoWeek::year).thenComparingInt(IsoWeek::week);

  /** Refuses a week the year does not have. */
  public IsoWeek {
    if (year < 1 || year > 9999 || week < 1 || week > weeksOf(year)) {
      throw new IllegalArgumentException(
          "a week is 2026-W01 to 2026-W53, where the year has as many; there is no week "
              + week
              + " of "
              + year);
    }
  }

  private static long weeksOf(int year) {
    return IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(LocalDate.of(year, 7, 1)).getMaximum();
  }

  /** {@return the week that {@code instant} is in} */
  public static IsoWeek of(Instant instant) {
    LocalDate day = instant.atZone(ZoneOffset.UTC).toLocalDate();
    return new IsoWeek(
        day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /**
   * {@return the week that {@code text} names}
   *
   * @param text the form of ISO 8601 with a hyphen: {@code 2026-W04}
   * @throws IllegalArgumentException if it is anything else, or the year has no such week
   */
  public static IsoWeek parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a week is four digits, -W and two digits, such as 2026-W04");
    }
    return new IsoWeek(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** {@return its first instant} */
  public Instant start() {
    // 4 January is always in week 1
    return LocalDate.of(year, 1, 4)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .plusWeeks(week - 1L)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /** {@return the first instant after it, which is the start of the next} */
  public Instant end() {
    return start().atZone(ZoneOffset.UTC).plusWeeks(1).toInstant();
  }

  /** {@return whether {@code instant} is in it} */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start()) && instant.isBefore(end());
  }

  @Override
  public int compareTo(IsoWeek other) {
    return ORDER.compare(this, other);
  }

  /** {@return for example {@code 2026-W04}} */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04d-W%02d", year, week);
  }
}

package dev.factory.core.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAdjusters;

/**
 * How often a {@link CalendarWindow} begins, and on which day. Turns are numbered without gaps; the
 * one with the next number begins on a later date.
 */
public sealed interface Cycle {

  /** {@return the date on which the turn with this number begins} */
  LocalDate startOf(long number);

  /** {@return the number of the turn that began last on or before {@code date}} */
  long numberOf(LocalDate date);

  /** Every day. */
  record Daily() implements Cycle {
    @Override
    public LocalDate startOf(long number) {
      return LocalDate.ofEpochDay(number);
    }

    @Override
    public long numberOf(LocalDate date) {
      return date.toEpochDay();
    }
  }

  /**
   * Every week.
   *
   * @param day its first day
   */
  record Weekly(DayOfWeek day) implements Cycle {
    @Override
    public LocalDate startOf(long number) {
      return first().plusWeeks(number);
    }

    @Override
    public long numberOf(LocalDate date) {
      return Math.floorDiv(date.toEpochDay() - first().toEpochDay(), 7L);
    }

    private LocalDate first() {
      return LocalDate.EPOCH.with(TemporalAdjusters.nextOrSame(day));
    }
  }

  /**
   * Every month.
   *
   * @param day its first day, 1 to 31; the last day of a month that is shorter
   */
  record Monthly(int day) implements Cycle {

    /** Refuses a day outside 1 to 31. */
    public Monthly {
      if (day < 1 || day > 31) {
        throw new IllegalArgumentException("a month begins on a day of 1 to 31, not " + day);
      }
    }

    @Override
    public LocalDate startOf(long number) {
      YearMonth month =
          YearMonth.of(
              Math.toIntExact(Math.floorDiv(number, 12L)), (int) Math.floorMod(number, 12L) + 1);
      return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    @Override
    public long numberOf(LocalDate date) {
      long month = date.getLong(ChronoField.PROLEPTIC_MONTH);
      return date.isBefore(startOf(month)) ? month - 1 : month;
    }
  }

  /**
   * Every year.
   *
   * @param day its first day; 29 February is 28 February in years without it
   */
  record Yearly(MonthDay day) implements Cycle {
    @Override
    public LocalDate startOf(long number) {
      return day.atYear(Math.toIntExact(number));
    }

    @Override
    public long numberOf(LocalDate date) {
      return date.isBefore(day.atYear(date.getYear())) ? date.getYear() - 1L : date.getYear();
    }
  }
}

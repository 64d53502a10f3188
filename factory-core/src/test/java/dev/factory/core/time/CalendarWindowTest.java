package dev.factory.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarWindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");

  @Nested
  class Days {
    @Test
    void beginAtTheirHourAndNotAtMidnight() {
      CalendarWindow days = CalendarWindow.daily(ZoneId.of("Asia/Kolkata"), 6);
      assertThat(days.containing(at("2026-01-10T00:29:59Z")))
          .isEqualTo(period("2026-01-09T00:30:00Z", "2026-01-10T00:30:00Z"));
      assertThat(days.containing(at("2026-01-10T00:30:00Z")))
          .isEqualTo(period("2026-01-10T00:30:00Z", "2026-01-11T00:30:00Z"));
    }

    @Test
    void lastTwentyThreeHoursWhenClocksGoForwardAndTwentyFiveWhenTheyGoBack() {
      CalendarWindow days = CalendarWindow.daily(BERLIN, 0);
      assertThat(days.containing(at("2026-03-29T12:00:00Z")).duration()).hasHours(23);
      assertThat(days.containing(at("2026-10-25T12:00:00Z")).duration()).hasHours(25);
      CalendarWindow lordHowe = CalendarWindow.daily(ZoneId.of("Australia/Lord_Howe"), 0);
      assertThat(lordHowe.containing(at("2026-04-04T20:00:00Z")).duration())
          .isEqualTo(Duration.ofMinutes(24 * 60 + 30));
    }

    @Test
    void beginAfterTheChangeWhenClocksSkipTheirHour() {
      // on 29 March 2026 Berlin goes from 02:00 to 03:00 at 01:00 UTC
      CalendarWindow days = CalendarWindow.daily(BERLIN, 2);
      assertThat(days.containing(at("2026-03-29T01:00:00Z")).start())
          .isEqualTo("2026-03-29T01:00:00Z");
      assertThat(days.containing(at("2026-03-29T00:59:59Z")).end())
          .isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void beginAtTheFirstOfTwoEqualHours() {
      // on 25 October 2026 Berlin shows 02:00 at 00:00 UTC and again at 01:00 UTC
      CalendarWindow days = CalendarWindow.daily(BERLIN, 2);
      Period day = days.containing(at("2026-10-25T01:00:00Z"));
      assertThat(day.start()).isEqualTo("2026-10-25T00:00:00Z");
      assertThat(day.duration()).hasHours(25);
    }

    @Test
    void withoutAMidnightBeginAtTheirFirstInstant() {
      // on 4 November 2018 Sao Paulo went from 00:00 to 01:00
      CalendarWindow days = CalendarWindow.daily(ZoneId.of("America/Sao_Paulo"), 0);
      assertThat(days.containing(at("2018-11-04T12:00:00Z")))
          .isEqualTo(period("2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"));
    }

    @Test
    void doNotComeBackWhenClocksShowTheirDateAgain() {
      // on 1 November 2009 St. John's went from 00:01 back to 23:01 on 31 October
      CalendarWindow days = CalendarWindow.daily(ZoneId.of("America/St_Johns"), 0);
      Period first = period("2009-11-01T02:30:00Z", "2009-11-02T03:30:00Z");
      assertThat(days.containing(at("2009-11-01T02:30:30Z"))).isEqualTo(first);
      assertThat(days.containing(at("2009-11-01T03:00:00Z"))).isEqualTo(first);
      assertThat(days.containing(at("2009-11-01T02:29:59Z")).end()).isEqualTo(first.start());
    }

    @Test
    void thatAZoneSkippedHaveNoWindow() {
      // Samoa went from the end of 29 December 2011 to the start of 31 December
      CalendarWindow days = CalendarWindow.daily(APIA, 0);
      Period before = days.containing(at("2011-12-30T09:59:59Z"));
      assertThat(before).isEqualTo(period("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"));
      assertThat(days.next(before))
          .isEqualTo(period("2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"));
      assertThat(days.previous(days.next(before))).isEqualTo(before);
    }
  }

  @Nested
  class Weeks {
    @Test
    void beginOnTheirDayAtTheirHour() {
      CalendarWindow weeks = CalendarWindow.weekly(ZoneOffset.UTC, DayOfWeek.MONDAY, 9);
      assertThat(weeks.containing(at("2026-01-05T08:59:59Z")))
          .isEqualTo(period("2025-12-29T09:00:00Z", "2026-01-05T09:00:00Z"));
      assertThat(weeks.containing(at("2026-01-05T09:00:00Z")).start())
          .isEqualTo("2026-01-05T09:00:00Z");
      assertThat(weeks.containing(at("1969-12-31T00:00:00Z")))
          .isEqualTo(period("1969-12-29T09:00:00Z", "1970-01-05T09:00:00Z"));
    }
  }

  @Nested
  class Months {
    @ParameterizedTest
    @CsvSource({
      "2026-01-31, 2026-02-28",
      "2026-02-28, 2026-03-31",
      "2026-03-31, 2026-04-30",
      "2028-01-31, 2028-02-29",
      "2028-02-29, 2028-03-31"
    })
    void thatLackTheirDayBeginOnTheLastOne(LocalDate start, LocalDate end) {
      CalendarWindow months = CalendarWindow.monthly(ZoneOffset.UTC, 31, 0);
      Period month = months.containing(start.atStartOfDay().toInstant(ZoneOffset.UTC));
      assertThat(month.start()).isEqualTo(start + "T00:00:00Z");
      assertThat(month.end()).isEqualTo(end + "T00:00:00Z");
    }

    @Test
    void ofTheFirstAtMidnightAreBillingMonths() {
      CalendarWindow months = CalendarWindow.monthly(BERLIN, 1, 0);
      assertThat(months.containing(at("2026-03-15T00:00:00Z")))
          .isEqualTo(BillingMonth.parse("2026-03", BERLIN).period());
    }

    @Test
    void turnOverAtTheEndOfAYear() {
      CalendarWindow months = CalendarWindow.monthly(ZoneOffset.UTC, 15, 12);
      assertThat(months.containing(at("2026-01-15T11:59:59Z")))
          .isEqualTo(period("2025-12-15T12:00:00Z", "2026-01-15T12:00:00Z"));
    }
  }

  @Nested
  class Years {
    @Test
    void ofTheTwentyNinthOfFebruaryBeginADayEarlierInCommonYears() {
      CalendarWindow years = CalendarWindow.yearly(ZoneOffset.UTC, MonthDay.of(2, 29), 0);
      Period leap = years.containing(at("2028-06-01T00:00:00Z"));
      assertThat(leap).isEqualTo(period("2028-02-29T00:00:00Z", "2029-02-28T00:00:00Z"));
      assertThat(years.previous(leap))
          .isEqualTo(period("2027-02-28T00:00:00Z", "2028-02-29T00:00:00Z"));
      assertThat(years.next(leap))
          .isEqualTo(period("2029-02-28T00:00:00Z", "2030-02-28T00:00:00Z"));
    }

    @Test
    void beginOnTheirDayAtTheirHour() {
      CalendarWindow years = CalendarWindow.yearly(BERLIN, MonthDay.of(4, 6), 4);
      assertThat(years.containing(at("2026-04-06T01:59:59Z")))
          .isEqualTo(period("2025-04-06T02:00:00Z", "2026-04-06T02:00:00Z"));
    }
  }

  @Test
  void aPeriodThatIsNoWindowOfTheRuleHasNoNextOne() {
    CalendarWindow days = CalendarWindow.daily(ZoneOffset.UTC, 0);
    Period hour = period("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> days.next(hour))
        .withMessage(
            "the period 2026-01-01T00:00:00Z/2026-01-01T01:00:00Z is not a window of this rule;"
                + " the one that begins there or before is"
                + " 2026-01-01T00:00:00Z/2026-01-02T00:00:00Z");
    assertThatIllegalArgumentException().isThrownBy(() -> days.previous(hour));
  }

  @Test
  void hoursAndDaysHaveTheirRanges() {
    assertThat(CalendarWindow.daily(BERLIN, 23).hour()).isEqualTo(23);
    assertThat(CalendarWindow.daily(BERLIN, 0).hour()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalendarWindow.daily(BERLIN, 24))
        .withMessage("a window begins at an hour of 0 to 23, not 24");
    assertThatIllegalArgumentException().isThrownBy(() -> CalendarWindow.daily(BERLIN, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalendarWindow.monthly(BERLIN, 32, 0))
        .withMessage("a month begins on a day of 1 to 31, not 32");
    assertThatIllegalArgumentException().isThrownBy(() -> CalendarWindow.monthly(BERLIN, 0, 0));
  }

  @Test
  void rulesWithTheSamePartsAreEqual() {
    assertThat(CalendarWindow.weekly(ZoneId.of("UTC"), DayOfWeek.MONDAY, 0))
        .isEqualTo(CalendarWindow.weekly(ZoneOffset.UTC, DayOfWeek.MONDAY, 0))
        .isNotEqualTo(CalendarWindow.weekly(ZoneOffset.UTC, DayOfWeek.SUNDAY, 0));
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }

  private static Period period(String start, String end) {
    return new Period(Instant.parse(start), Instant.parse(end));
  }
}

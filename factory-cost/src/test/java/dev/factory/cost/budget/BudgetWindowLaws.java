package dev.factory.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.time.CalendarWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BudgetWindowLaws {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Europe/Oslo"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Apia"));

  @Property(tries = 1_000)
  void windowsFollowEachOtherWithoutGapOrOverlap(
      @ForAll @LongRange(min = 1_500_000_000L, max = 1_900_000_000L) long second,
      @ForAll @IntRange(max = 4) int zone,
      @ForAll @IntRange(min = 1, max = 31) int day,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @IntRange(min = 1, max = 1_000_000) int rolling) {
    Instant at = Instant.ofEpochSecond(second, 123_456_000);
    ZoneId where = ZONES.get(zone);
    for (BudgetWindow window :
        List.of(
            BudgetWindow.calendar(CalendarWindow.daily(where, hour)),
            BudgetWindow.calendar(CalendarWindow.weekly(where, DayOfWeek.of(1 + day % 7), hour)),
            BudgetWindow.calendar(CalendarWindow.monthly(where, day, hour)),
            BudgetWindow.calendar(CalendarWindow.yearly(where, MonthDay.of(2, 29), hour)),
            BudgetWindow.rolling(Duration.ofSeconds(rolling)))) {
      Instant start = window.startFor(at);
      Instant end = window.counterEnd(at);
      assertThat(start).isBeforeOrEqualTo(at);
      assertThat(end).isAfter(at);
      assertThat(window.startFor(start)).isEqualTo(start);
      assertThat(window.startFor(end.minusNanos(1_000))).isEqualTo(start);
      assertThat(window.startFor(end)).isEqualTo(end);
      assertThat(window.countedFrom(at)).isBeforeOrEqualTo(start);
    }
  }

  @Property(tries = 1_000)
  void everythingOfTheLastStretchBearsOnARollingReservation(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long micros,
      @ForAll @IntRange(min = 1, max = 10_000_000) int seconds,
      @ForAll @LongRange(min = 0, max = 10_000_000_000_000L) long ago) {
    BudgetWindow window = BudgetWindow.rolling(Duration.ofSeconds(seconds));
    Instant at = Instant.EPOCH.plusNanos(0).plusSeconds(micros / 1_000_000);
    Instant earlier = at.minusNanos(ago * 1_000 % (seconds * 1_000_000_000L));
    assertThat(window.startFor(earlier)).isAfterOrEqualTo(window.countedFrom(at));
  }
}

package dev.factory.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.time.TimeLineDomain.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Windows cut all of time into pieces, in every zone, whatever its clocks do. */
@Domain(TimeLineDomain.class)
@Domain(DomainContext.Global.class)
class CalendarWindowLaws {

  @Property(tries = 5_000)
  void aWindowContainsTheInstantItWasAskedFor(
      @ForAll Moment moment, @ForAll Cycle cycle, @ForAll @IntRange(max = 23) int hour) {
    CalendarWindow rule = new CalendarWindow(cycle, moment.zone(), hour);
    assertThat(rule.containing(moment.instant()).contains(moment.instant())).isTrue();
  }

  @Property(tries = 5_000)
  void windowsMeetWithoutGapOrOverlap(
      @ForAll Moment moment, @ForAll Cycle cycle, @ForAll @IntRange(max = 23) int hour) {
    CalendarWindow rule = new CalendarWindow(cycle, moment.zone(), hour);
    Period window = rule.containing(moment.instant());
    Period next = rule.next(window);
    Period previous = rule.previous(window);
    assertThat(next.start()).isEqualTo(window.end());
    assertThat(previous.end()).isEqualTo(window.start());
    assertThat(rule.previous(next)).isEqualTo(window);
    assertThat(rule.next(previous)).isEqualTo(window);
  }

  @Property(tries = 5_000)
  void everyInstantOfAWindowHasThatWindow(
      @ForAll Moment moment,
      @ForAll Cycle cycle,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @LongRange(min = 0) long within) {
    CalendarWindow rule = new CalendarWindow(cycle, moment.zone(), hour);
    Period window = rule.containing(moment.instant());
    Instant another = window.start().plusSeconds(within % window.duration().toSeconds());
    assertThat(rule.containing(window.start())).isEqualTo(window);
    assertThat(rule.containing(another)).isEqualTo(window);
    assertThat(rule.containing(window.end().minusNanos(1))).isEqualTo(window);
  }

  @Property(tries = 5_000)
  void aWindowBeginsOnItsDayAndHourUnlessClocksSkipThem(
      @ForAll Moment moment, @ForAll Cycle cycle, @ForAll @IntRange(max = 23) int hour) {
    CalendarWindow rule = new CalendarWindow(cycle, moment.zone(), hour);
    Instant start = rule.containing(moment.instant()).start();
    LocalDateTime shown = start.atZone(moment.zone()).toLocalDateTime();
    if (shown.toLocalTime().equals(LocalTime.of(hour, 0))
        && isFirstDay(cycle, shown.toLocalDate())) {
      // of two equal hours it is the first
      assertThat(moment.zone().getRules().getValidOffsets(shown).get(0))
          .isEqualTo(moment.zone().getRules().getOffset(start));
    } else {
      assertThat(clocksSkipTo(start, moment.zone())).isTrue();
    }
  }

  @Property(tries = 5_000)
  void aDayLastsUntilTheSameHourOfTheNextDateUnlessClocksSkipOneOfTheTwo(
      @ForAll Moment moment, @ForAll @IntRange(max = 23) int hour) {
    ZoneId zone = moment.zone();
    Period day = CalendarWindow.daily(zone, hour).containing(moment.instant());
    LocalDateTime from = day.start().atZone(zone).toLocalDateTime();
    LocalDateTime to = day.end().atZone(zone).toLocalDateTime();
    if (!clocksSkipTo(day.start(), zone) && !clocksSkipTo(day.end(), zone)) {
      assertThat(to).isEqualTo(from.plusDays(1));
    } else {
      assertThat(to).isBeforeOrEqualTo(from.plusDays(2));
    }
  }

  @Property
  void whereClocksMoveByAnHourADayLastsTwentyThreeToTwentyFive(
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @LongRange(min = 0, max = 4_102_444_800L) long at) {
    for (String zone :
        List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")) {
      Period day =
          CalendarWindow.daily(ZoneId.of(zone), hour).containing(Instant.ofEpochSecond(at));
      assertThat(day.duration()).isBetween(Duration.ofHours(23), Duration.ofHours(25));
    }
  }

  @Property
  void aBillingMonthContainsItsInstantAndMeetsItsNeighbours(@ForAll Moment moment) {
    BillingMonth month = BillingMonth.containing(moment.instant(), moment.zone());
    assertThat(month.period().contains(moment.instant())).isTrue();
    assertThat(month.next().period().start()).isEqualTo(month.period().end());
    assertThat(month.previous().period().end()).isEqualTo(month.period().start());
    assertThat(month.next().previous()).isEqualTo(month);
    assertThat(BillingMonth.parse(month.toString(), moment.zone())).isEqualTo(month);
    assertThat(CalendarWindow.monthly(moment.zone(), 1, 0).containing(moment.instant()))
        .isEqualTo(month.period());
  }

  @Property
  void turnsOfACycleBeginOnLaterDatesAndAreFoundByThem(
      @ForAll Cycle cycle, @ForAll @IntRange(min = -1_000, max = 1_000) int number) {
    LocalDate start = cycle.startOf(number);
    LocalDate next = cycle.startOf(number + 1);
    assertThat(start).isBefore(next);
    assertThat(cycle.numberOf(start)).isEqualTo(number);
    assertThat(cycle.numberOf(next.minusDays(1))).isEqualTo(number);
    assertThat(isFirstDay(cycle, start)).isTrue();
  }

  private static boolean clocksSkipTo(Instant instant, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(instant.minusNanos(1));
    return change != null && change.isGap() && change.getInstant().equals(instant);
  }

  /** Says it in other words than {@link Cycle} does. */
  private static boolean isFirstDay(Cycle cycle, LocalDate date) {
    if (cycle instanceof Cycle.Weekly weekly) {
      return date.getDayOfWeek() == weekly.day();
    }
    if (cycle instanceof Cycle.Monthly monthly) {
      return date.getDayOfMonth() == monthly.day()
          || (date.getDayOfMonth() < monthly.day() && date.plusDays(1).getDayOfMonth() == 1);
    }
    if (cycle instanceof Cycle.Yearly yearly) {
      return date.getMonth() == yearly.day().getMonth()
          && (date.getDayOfMonth() == yearly.day().getDayOfMonth()
              || (date.getDayOfMonth() == 28
                  && !date.isLeapYear()
                  && yearly.day().getDayOfMonth() == 29));
    }
    return true;
  }
}

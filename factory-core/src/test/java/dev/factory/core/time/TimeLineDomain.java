package dev.factory.core.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Instants of 1970 to 2100 in every zone, half of them close to a change of clocks. */
final class TimeLineDomain extends DomainContextBase {
  private static final long FROM = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();
  private static final long TO = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
  private static final long TWO_DAYS = 2 * 86_400;
  private static final long TWO_HOURS = 2 * 3_600;

  /** Its clocks went back from 00:01 to 23:01 the day before, from 1987 to 2011. */
  private static final ZoneId ST_JOHNS = ZoneId.of("America/St_Johns");

  private static final long ST_JOHNS_FROM = Instant.parse("1987-01-01T00:00:00Z").getEpochSecond();
  private static final long ST_JOHNS_TO = Instant.parse("2011-01-01T00:00:00Z").getEpochSecond();

  /** Half-hour changes, changes at midnight, a skipped day, changes for Ramadan. */
  private static final List<String> PECULIAR =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Asia/Kolkata",
          "UTC",
          "America/Sao_Paulo",
          "Africa/Casablanca",
          "America/St_Johns",
          "Asia/Gaza",
          "Pacific/Kiritimati",
          "Antarctica/Troll");

  /** A moment, and the zone whose calendar counts. */
  record Moment(Instant instant, ZoneId zone) {}

  TimeLineDomain() {}

  @Provide
  Arbitrary<Moment> moments() {
    Arbitrary<String> any = Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
    Arbitrary<ZoneId> zones = Arbitraries.oneOf(Arbitraries.of(PECULIAR), any).map(ZoneId::of);
    Arbitrary<Long> seconds = Arbitraries.longs().between(FROM, TO);
    Arbitrary<Moment> anywhere =
        Combinators.combine(seconds, zones)
            .as((second, zone) -> new Moment(Instant.ofEpochSecond(second), zone));
    Arbitrary<Moment> oldDateShownAgain =
        Arbitraries.longs()
            .between(ST_JOHNS_FROM, ST_JOHNS_TO)
            .map(second -> new Moment(Instant.ofEpochSecond(second), ST_JOHNS));
    return Arbitraries.frequencyOf(
            Tuple.of(4, anywhere),
            Tuple.of(2, nearNextChange(anywhere, TWO_DAYS)),
            Tuple.of(2, nearNextChange(anywhere, TWO_HOURS)),
            Tuple.of(1, nearNextChange(oldDateShownAgain, TWO_HOURS)))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<Cycle> cycles() {
    Arbitrary<MonthDay> days =
        Combinators.combine(Arbitraries.of(Month.class), Arbitraries.integers().between(1, 31))
            .as((month, day) -> MonthDay.of(month, Math.min(day, month.maxLength())));
    return Arbitraries.oneOf(
        Arbitraries.just(new Cycle.Daily()),
        Arbitraries.of(DayOfWeek.class).map(Cycle.Weekly::new),
        Arbitraries.integers().between(1, 31).map(Cycle.Monthly::new),
        Arbitraries.oneOf(days, Arbitraries.just(MonthDay.of(2, 29))).map(Cycle.Yearly::new));
  }

  private static Arbitrary<Moment> nearNextChange(Arbitrary<Moment> moments, long seconds) {
    return Combinators.combine(moments, Arbitraries.longs().between(-seconds, seconds))
        .as(
            (moment, distance) -> {
              ZoneOffsetTransition change =
                  moment.zone().getRules().nextTransition(moment.instant());
              return change == null
                  ? moment
                  : new Moment(change.getInstant().plusSeconds(distance), moment.zone());
            });
  }
}

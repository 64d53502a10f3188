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
import net.jqwik.api.domains.DomainContextBase;

/** Instants of 1970 to 2100 in every zone, half of them within two days of a change of clocks. */
final class TimeLineDomain extends DomainContextBase {
  private static final long FROM = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();
  private static final long TO = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
  private static final long TWO_DAYS = 2 * 86_400;

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
    Arbitrary<Moment> nearAChange =
        Combinators.combine(anywhere, Arbitraries.longs().between(-TWO_DAYS, TWO_DAYS))
            .as(TimeLineDomain::nearNextChange);
    return Arbitraries.oneOf(anywhere, nearAChange).withoutEdgeCases();
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

  private static Moment nearNextChange(Moment moment, long distance) {
    ZoneOffsetTransition change = moment.zone().getRules().nextTransition(moment.instant());
    return change == null
        ? moment
        : new Moment(change.getInstant().plusSeconds(distance), moment.zone());
  }
}

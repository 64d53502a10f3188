package dev.factory.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingMonthTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void januaryIsFromItsFirstInstantToFebruarysFirst() {
    BillingMonth january = BillingMonth.parse("2026-01");
    assertThat(january).isEqualTo(BillingMonth.of(2026, 1)).hasToString("2026-01");
    assertThat(january.period())
        .isEqualTo(
            new Period(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")));
    assertThat(january.next()).hasToString("2026-02");
    assertThat(january.previous()).hasToString("2025-12");
  }

  @Test
  void aMonthBeginsAtItsZonesMidnight() {
    Period march = BillingMonth.parse("2026-03", BERLIN).period();
    assertThat(march.start()).isEqualTo("2026-02-28T23:00:00Z");
    assertThat(march.end()).isEqualTo("2026-03-31T22:00:00Z");
  }

  @Test
  void anInstantNearMidnightFallsIntoTheMonthOfItsZone() {
    Instant newYear = Instant.parse("2025-12-31T23:30:00Z");
    assertThat(BillingMonth.containing(newYear, BERLIN)).hasToString("2026-01");
    assertThat(BillingMonth.containing(newYear, ZoneOffset.UTC)).hasToString("2025-12");
  }

  @Test
  void clocksSetBackJustAfterMidnightDoNotBringTheOldMonthBack() {
    // at 00:01 on 1 November 2009 clocks in St. John's went back to 23:01 on 31 October
    ZoneId zone = ZoneId.of("America/St_Johns");
    Instant november = Instant.parse("2009-11-01T02:30:00Z");
    assertThat(BillingMonth.of(2009, 11).month())
        .isEqualTo(BillingMonth.containing(november, zone).month());
    assertThat(BillingMonth.containing(november.minusNanos(1), zone)).hasToString("2009-10");
    Instant secondElevenThirty = Instant.parse("2009-11-01T03:00:00Z");
    assertThat(YearMonth.from(secondElevenThirty.atZone(zone))).hasToString("2009-10");
    assertThat(BillingMonth.containing(secondElevenThirty, zone)).hasToString("2009-11");
  }

  @Test
  void everyNameOfUtcIsTheSameZone() {
    BillingMonth month = new BillingMonth(YearMonth.of(2026, 1), ZoneId.of("Etc/UTC"));
    assertThat(month).isEqualTo(BillingMonth.of(2026, 1));
    assertThat(BillingMonth.parse("2026-01", BERLIN)).isNotEqualTo(month);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-1",
        "2026-13",
        "2026-00",
        "26-01",
        "2026-01-01",
        "+2026-01",
        "2026-01 ",
        "٢٠٢٦-01"
      })
  void aTextThatIsNoMonthIsRefused(String text) {
    assertThatThrownBy(() -> BillingMonth.parse(text))
        .isInstanceOfSatisfying(
            FactoryException.class,
            refused -> assertThat(refused.code()).isEqualTo("core.invalid-month"))
        .hasMessage(
            "the text is not a month; nothing was read; allowed: four digits of the year, a hyphen"
                + " and 01 to 12, such as 2026-01");
  }

  @Test
  void aYearHasFourDigits() {
    assertThat(BillingMonth.of(9999, 12).period().end()).isEqualTo("+10000-01-01T00:00:00Z");
    assertThat(BillingMonth.of(0, 1)).hasToString("0000-01");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BillingMonth.of(9999, 12).next())
        .withMessage("the year of a billing month is 0 to 9999, not 10000");
    assertThatIllegalArgumentException().isThrownBy(() -> BillingMonth.of(0, 1).previous());
  }
}

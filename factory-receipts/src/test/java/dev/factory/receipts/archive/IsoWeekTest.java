package dev.factory.receipts.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoWeekTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-W01",
    "2025-12-29T00:00:00Z, 2026-W01",
    "2025-12-28T23:59:59.999Z, 2025-W52",
    "2027-01-03T23:59:59.999Z, 2026-W53",
    "2027-01-04T00:00:00Z, 2027-W01",
    "2021-01-03T12:00:00Z, 2020-W53",
    "2026-01-24T12:34:56Z, 2026-W04"
  })
  void anInstantIsInTheWeekOfIso8601(Instant instant, String week) {
    assertThat(IsoWeek.of(instant)).hasToString(week);
    assertThat(IsoWeek.parse(week).contains(instant)).isTrue();
  }

  @Test
  void aWeekIsFromMondayToMonday() {
    IsoWeek week = IsoWeek.parse("2026-W04");
    assertThat(week.start()).isEqualTo("2026-01-19T00:00:00Z");
    assertThat(week.end()).isEqualTo("2026-01-26T00:00:00Z");
    assertThat(week.contains(week.start())).isTrue();
    assertThat(week.contains(week.end())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-4",
        "2026-W4",
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "26-W04",
        "2026W04",
        "2026-W04 ",
        "-026-W04",
        "2026-w04",
        "0000-W01"
      })
  void whatIsNoWeekIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> IsoWeek.parse(text));
  }
}

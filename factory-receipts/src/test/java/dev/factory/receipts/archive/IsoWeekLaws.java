package dev.factory.receipts.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class IsoWeekLaws {
  private static final long YEAR_2 = -62_104_060_800L;
  private static final long YEAR_9998 = 253_339_228_800L;

  @Property
  void everyInstantIsInExactlyOneWeek(
      @ForAll @LongRange(min = YEAR_2, max = YEAR_9998) long second) {
    Instant instant = Instant.ofEpochSecond(second);
    IsoWeek week = IsoWeek.of(instant);
    assertThat(week.contains(instant)).isTrue();
    assertThat(IsoWeek.of(week.start())).isEqualTo(week);
    assertThat(IsoWeek.of(week.end())).isGreaterThan(week);
    assertThat(IsoWeek.of(week.start().minusNanos(1))).isLessThan(week);
  }

  @Property
  void readingBackWhatWasWrittenGivesTheWeek(
      @ForAll @LongRange(min = YEAR_2, max = YEAR_9998) long second) {
    IsoWeek week = IsoWeek.of(Instant.ofEpochSecond(second));
    assertThat(IsoWeek.parse(week.toString())).isEqualTo(week);
  }
}

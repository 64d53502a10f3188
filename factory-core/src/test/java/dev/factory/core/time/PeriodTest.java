package dev.factory.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Period MONTH = new Period(JANUARY, FEBRUARY);

  @Test
  void theStartIsInItAndTheEndIsNot() {
    assertThat(MONTH.contains(JANUARY)).isTrue();
    assertThat(MONTH.contains(FEBRUARY.minusNanos(1))).isTrue();
    assertThat(MONTH.contains(FEBRUARY)).isFalse();
    assertThat(MONTH.contains(JANUARY.minusNanos(1))).isFalse();
    assertThat(MONTH.duration()).isEqualTo(Duration.ofDays(31));
    assertThat(MONTH).hasToString("2026-01-01T00:00:00Z/2026-02-01T00:00:00Z");
  }

  @Test
  void periodsThatOnlyMeetDoNotOverlap() {
    Period next = new Period(FEBRUARY, FEBRUARY.plusSeconds(1));
    assertThat(MONTH.overlaps(next)).isFalse();
    assertThat(next.overlaps(MONTH)).isFalse();
    Period both = new Period(FEBRUARY.minusNanos(1), FEBRUARY.plusNanos(1));
    assertThat(both.overlaps(MONTH)).isTrue();
    assertThat(both.overlaps(next)).isTrue();
    assertThat(next.overlaps(both)).isTrue();
  }

  @Test
  void anEmptyPeriodIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Period(JANUARY, JANUARY))
        .withMessage(
            "a period ends after it starts, but 2026-01-01T00:00:00Z is not after"
                + " 2026-01-01T00:00:00Z");
    assertThatIllegalArgumentException().isThrownBy(() -> new Period(FEBRUARY, JANUARY));
  }

  @Nested
  class WithAnEndThatIsIncluded {
    @Test
    void theLastSecondOfTheMonthIsWidenedToTheNextMonthAndSaidSo() {
      Period.InclusiveEnd read =
          Period.ofInclusiveEnd(JANUARY, Instant.parse("2026-01-31T23:59:59Z"));
      assertThat(read.period()).isEqualTo(MONTH);
      assertThat(read.widened()).isTrue();
      assertThat(read.note())
          .isEqualTo(
              "the end 2026-01-31T23:59:59Z was widened to the whole second: up to, not including,"
                  + " 2026-02-01T00:00:00Z");
    }

    @Test
    void theLastMillisecondIsWidenedToo() {
      Period.InclusiveEnd read =
          Period.ofInclusiveEnd(JANUARY, Instant.parse("2026-01-31T23:59:59.999Z"));
      assertThat(read.period()).isEqualTo(MONTH);
      assertThat(read.widened()).isTrue();
    }

    @Test
    void theLastNanosecondIsTakenAsGiven() {
      Period.InclusiveEnd read = Period.ofInclusiveEnd(JANUARY, FEBRUARY.minusNanos(1));
      assertThat(read.period()).isEqualTo(MONTH);
      assertThat(read.widened()).isFalse();
      assertThat(read.note())
          .isEqualTo("the end was taken as given: up to, not including, 2026-02-01T00:00:00Z");
    }

    @Test
    void theStartAloneIsAPeriodOfItsSecond() {
      assertThat(Period.ofInclusiveEnd(JANUARY, JANUARY).period())
          .isEqualTo(new Period(JANUARY, JANUARY.plusSeconds(1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Period.ofInclusiveEnd(FEBRUARY, JANUARY))
          .withMessageContaining("is before the start 2026-02-01T00:00:00Z");
    }

    @Test
    void anEndOutsideThePeriodsLastSecondIsRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Period.InclusiveEnd(MONTH, FEBRUARY));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Period.InclusiveEnd(MONTH, FEBRUARY.minusSeconds(1).minusNanos(1)))
          .withMessageContaining("is not in the last second of");
    }
  }
}

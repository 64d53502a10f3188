package dev.factory.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.testing.SettableTime;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TickerLaws {
  private static final WindowRule RULE = new WindowRule("steps", 3, Duration.ofSeconds(10));

  @Property
  void aClockThatIsSetBackFreesNothingEarlyAndBlocksNobodyForLongerThanAWindow(
      @ForAll @Size(max = 60) List<@IntRange(min = -20_000, max = 20_000) Integer> steps) {
    SettableTime clock = SettableTime.at("2026-03-29T00:59:59Z");
    WindowLimit subject = WindowLimit.of(RULE, Ticker.following(clock));
    Taken taken = new Taken(RULE);
    long forth = 0;
    for (int millis : steps) {
      clock.advance(Duration.ofMillis(millis));
      forth += Math.max(0, millis) * 1_000_000L;
      if (subject.tryAcquire() instanceof Permit) {
        taken.add(forth, 1);
      }
    }
    assertThat(taken.mostInAnyStretch()).isLessThanOrEqualTo(3);
    clock.advance(Duration.ofSeconds(10));
    assertThat(subject.state()).isEqualTo(new LimitState(RULE, 3, Duration.ZERO));
  }

  @Property
  void readingsThatComeOutOfOrderCountAsTheLatest(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 40_000) Integer> millis) {
    long[] reading = {0};
    WindowLimit subject = WindowLimit.of(RULE, () -> reading[0]);
    Taken taken = new Taken(RULE);
    long latest = 0;
    for (int one : millis) {
      reading[0] = one * 1_000_000L;
      latest = Math.max(latest, reading[0]);
      boolean fits = taken.fits(latest, 1);
      assertThat(subject.tryAcquire() instanceof Permit).isEqualTo(fits);
      if (fits) {
        taken.add(latest, 1);
      }
    }
  }
}

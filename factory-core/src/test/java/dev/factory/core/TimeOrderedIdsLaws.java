package dev.factory.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.testing.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsLaws {

  @Property
  void idsOfOneSourceAscendWhateverTheClockDoes(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = -2_000, max = 2_000) Integer> steps,
      @ForAll long seed) {
    SettableTime time = SettableTime.at("2026-01-31T23:59:59Z");
    IdSource ids = IdSource.uuidV7(time, new Random(seed));
    String last = "";
    for (int step : steps) {
      time.advance(Duration.ofMillis(step));
      String next = ids.next().toString();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Property
  void everyIdIsAUuidOfVersion7AndItsTime(
      @ForAll long seed, @ForAll @IntRange(min = 0) int millis) {
    SettableTime time = SettableTime.at("2026-01-31T23:59:59Z");
    time.advance(Duration.ofMillis(millis));
    UUID id = IdSource.uuidV7(time, new Random(seed)).next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(time.millis());
  }

  @Test
  void moreIdsThanFitIntoAMillisecondBorrowFromTheNext() {
    IdSource ids = IdSource.uuidV7(SettableTime.at("2026-01-01T00:00:00Z"), new Random(1));
    String last = "";
    for (int i = 0; i < 10_000; i++) {
      String next = ids.next().toString();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }
}

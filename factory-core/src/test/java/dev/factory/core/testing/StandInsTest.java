package dev.factory.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandInsTest {

  @Test
  void theClockStandsStillUntilItIsMoved() {
    SettableTime time = SettableTime.at("2026-01-31T23:59:59Z");
    assertThat(time.instant()).isEqualTo(time.instant());
    time.advance(Duration.ofSeconds(1));
    assertThat(time.instant()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    time.set(Instant.EPOCH);
    assertThat(time.millis()).isZero();
  }

  @Test
  void idsCountUpAndAreOfVersion7() {
    SequenceIds ids = new SequenceIds();
    assertThat(ids.next()).hasToString("00000000-0000-7000-8000-000000000001");
    assertThat(ids.next()).hasToString("00000000-0000-7000-8000-000000000002");
    assertThat(ids.next().version()).isEqualTo(7);
  }

  @Test
  void tasksRunWhenTheyAreTold() {
    ManualExecutor executor = new ManualExecutor();
    List<String> ran = new ArrayList<>();
    executor.execute(
        () -> {
          ran.add("first");
          executor.execute(() -> ran.add("added by the first"));
        });
    executor.execute(() -> ran.add("second"));
    assertThat(ran).isEmpty();
    assertThat(executor.runAll()).isEqualTo(3);
    assertThat(ran).containsExactly("first", "second", "added by the first");
  }
}

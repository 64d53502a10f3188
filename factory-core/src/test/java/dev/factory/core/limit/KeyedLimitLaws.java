package dev.factory.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class KeyedLimitLaws {
  private static final WindowRule RULE = new WindowRule("key", 3, Duration.ofMillis(1));

  /** One request of a key, after a pause. */
  record Request(long pause, int key) {}

  @Provide
  Arbitrary<List<Request>> requests() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 400_000), Arbitraries.integers().between(0, 150))
        .as(Request::new)
        .list()
        .ofMaxSize(200);
  }

  @Property
  void theLimitHoldsForEachKeyHoweverFewAreCountedByThemselves(
      @ForAll("requests") List<Request> requests, @ForAll @IntRange(min = 1, max = 8) int maxKeys) {
    HandTicker ticker = new HandTicker();
    KeyedLimit subject = KeyedLimit.of(RULE, maxKeys, ticker);
    Map<Integer, Taken> taken = new HashMap<>();
    for (Request request : requests) {
      ticker.advance(request.pause() / 100);
      int key = request.key() % 12 * 64; // few keys, and those that find no room share one limit
      if (subject.tryAcquire("k" + key) instanceof Permit) {
        taken.computeIfAbsent(key, any -> new Taken(RULE)).add(ticker.nanos(), 1);
      }
      assertThat(subject.states()).hasSizeLessThanOrEqualTo(maxKeys);
    }
    taken.values().forEach(one -> assertThat(one.mostInAnyStretch()).isLessThanOrEqualTo(3));
  }

  @Property
  void whileThereIsRoomEveryKeyIsCountedExactlyByItself(
      @ForAll("requests") List<Request> requests) {
    HandTicker ticker = new HandTicker();
    KeyedLimit subject = KeyedLimit.of(RULE, 151, ticker);
    Map<Integer, WindowLimit> alone = new HashMap<>();
    for (Request request : requests) {
      ticker.advance(request.pause());
      WindowLimit own = alone.computeIfAbsent(request.key(), any -> WindowLimit.of(RULE, ticker));
      assertThat(subject.tryAcquire("k" + request.key()) instanceof Permit)
          .isEqualTo(own.tryAcquire() instanceof Permit);
      assertThat(subject.state("k" + request.key())).isEqualTo(own.state());
    }
  }
}

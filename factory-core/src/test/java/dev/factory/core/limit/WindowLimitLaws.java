package dev.factory.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.limit.Admission.Refused;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WindowLimitLaws {
  private static final long WINDOW = 64_000_000; // nanoseconds

  /** One request, after a pause. */
  record Request(long pause, long weight, boolean refund) {}

  @Provide
  Arbitrary<List<Request>> smallRequests() {
    return requests(4);
  }

  @Provide
  Arbitrary<List<Request>> largeRequests() {
    return requests(3_000);
  }

  private static Arbitrary<List<Request>> requests(long weight) {
    Arbitrary<Long> pauses =
        Arbitraries.oneOf(
            Arbitraries.of(0L, 1L, WINDOW / 64, WINDOW - 1, WINDOW, WINDOW + 1),
            Arbitraries.longs().between(0, WINDOW / 4),
            Arbitraries.longs().between(0, 3 * WINDOW));
    return Combinators.combine(
            pauses,
            Arbitraries.oneOf(Arbitraries.just(1L), Arbitraries.longs().between(1, weight)),
            Arbitraries.integers().between(0, 9).map(number -> number == 0))
        .as(Request::new)
        .list()
        .ofMaxSize(60);
  }

  private static WindowRule rule(long limit) {
    return new WindowRule("law", limit, Duration.ofNanos(WINDOW));
  }

  @Property
  void noStretchOfTheWindowsLengthHoldsMoreThanTheLimit(
      @ForAll("smallRequests") List<Request> requests, @ForAll("limits") long limit) {
    HandTicker ticker = new HandTicker();
    WindowLimit subject = WindowLimit.of(rule(limit), ticker);
    Taken taken = new Taken(rule(limit));
    for (Request request : requests) {
      ticker.advance(request.pause());
      if (subject.tryAcquire(request.weight()) instanceof Permit) {
        taken.add(ticker.nanos(), request.weight());
      }
    }
    assertThat(taken.mostInAnyStretch()).isLessThanOrEqualTo(limit);
  }

  @Provide
  Arbitrary<Long> limits() {
    return Arbitraries.longs().between(1, 20);
  }

  @Property
  void aLimitOfUpTo4096IsExact(
      @ForAll("smallRequests") List<Request> requests, @ForAll("limits") long limit) {
    HandTicker ticker = new HandTicker();
    WindowLimit subject = WindowLimit.of(rule(limit), ticker);
    Taken taken = new Taken(rule(limit));
    for (Request request : requests) {
      ticker.advance(request.pause());
      long now = ticker.nanos();
      boolean fits = taken.fits(now, request.weight());
      Admission admission = subject.tryAcquire(request.weight());
      assertThat(admission instanceof Permit).isEqualTo(fits);
      if (admission instanceof Permit permit) {
        Taken.One one = taken.add(now, request.weight());
        if (request.refund()) {
          permit.refund();
          taken.remove(one);
        }
      }
      assertThat(subject.state())
          .isEqualTo(
              new LimitState(
                  rule(limit), limit - taken.used(now), Duration.ofNanos(taken.emptyIn(now))));
    }
  }

  @Property
  void aLargerLimitHoldsAndIsLateByA64thOfTheWindowAtMost(
      @ForAll("largeRequests") List<Request> requests) {
    long limit = 5_000;
    HandTicker ticker = new HandTicker();
    WindowLimit subject = WindowLimit.of(rule(limit), ticker);
    Taken taken = new Taken(rule(limit));
    Taken late = new Taken(new WindowRule("late", limit, Duration.ofNanos(WINDOW + WINDOW / 64)));
    for (Request request : requests) {
      ticker.advance(request.pause());
      long now = ticker.nanos();
      Admission admission = subject.tryAcquire(request.weight());
      if (admission instanceof Permit) {
        taken.add(now, request.weight());
        late.add(now, request.weight());
      } else {
        assertThat(late.fits(now, request.weight())).isFalse();
      }
    }
    assertThat(taken.mostInAnyStretch()).isLessThanOrEqualTo(limit);
  }

  @Property
  void whoeverWaitsRetryAfterIsLetThroughIfAlone(
      @ForAll("largeRequests") List<Request> requests, @ForAll("anyLimits") long limit) {
    HandTicker ticker = new HandTicker();
    WindowLimit subject = WindowLimit.of(rule(limit), ticker);
    for (Request request : requests) {
      long weight = Math.min(limit, request.weight());
      ticker.advance(request.pause());
      if (subject.tryAcquire(weight) instanceof Refused refused) {
        long wait = refused.retryAfter().toNanos();
        assertThat(wait).isPositive();
        ticker.advance(wait - 1);
        assertThat(subject.tryAcquire(weight)).as("a moment too early").isInstanceOf(Refused.class);
        ticker.advance(1);
        assertThat(subject.tryAcquire(weight)).isInstanceOf(Permit.class);
      }
    }
  }

  @Provide
  Arbitrary<Long> anyLimits() {
    return Arbitraries.of(1L, 2L, 7L, 100L, 4_096L, 4_097L, 10_000L);
  }

  @Property
  void refundsRestoreExactly(
      @ForAll("largeRequests") List<Request> requests, @ForAll("anyLimits") long limit) {
    HandTicker ticker = new HandTicker();
    WindowLimit subject = WindowLimit.of(rule(limit), ticker);
    WindowLimit spared = WindowLimit.of(rule(limit), ticker);
    for (Request request : requests) {
      long weight = Math.min(limit, request.weight());
      ticker.advance(request.pause());
      Admission refunded = subject.tryAcquire(weight);
      ticker.advance(request.pause() / 2);
      if (refunded instanceof Permit permit) {
        permit.refund();
        permit.refund();
      }
      assertThat(subject.state()).isEqualTo(spared.state());
      if (!request.refund()) {
        boolean same = subject.tryAcquire(weight) instanceof Permit;
        assertThat(same).isEqualTo(spared.tryAcquire(weight) instanceof Permit);
      }
    }
  }

  @Property
  void aRefundThatComesLateRestoresWhatIsStillCounted(
      @ForAll("smallRequests") List<Request> requests, @ForAll("limits") long limit) {
    HandTicker ticker = new HandTicker();
    WindowLimit subject = WindowLimit.of(rule(limit), ticker);
    Taken taken = new Taken(rule(limit));
    Permit waiting = null;
    Taken.One its = null;
    for (Request request : requests) {
      ticker.advance(request.pause());
      if (subject.tryAcquire(request.weight()) instanceof Permit permit) {
        Taken.One one = taken.add(ticker.nanos(), request.weight());
        if (waiting != null && its != null) {
          waiting.refund();
          taken.remove(its);
        }
        waiting = request.refund() ? permit : null;
        its = request.refund() ? one : null;
      }
      assertThat(subject.state().remaining()).isEqualTo(limit - taken.used(ticker.nanos()));
    }
  }
}

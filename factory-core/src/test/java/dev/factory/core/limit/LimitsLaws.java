package dev.factory.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.limit.Admission.Refused;
import dev.factory.core.limit.Admission.TooLarge;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LimitsLaws {

  /** One request of three limits. */
  record Request(long pause, List<Long> weights, boolean refund) {}

  private static final List<WindowRule> RULES =
      List.of(
          new WindowRule("few", 5, Duration.ofMillis(1)),
          new WindowRule("some", 12, Duration.ofMillis(7)),
          new WindowRule("many", 5_000, Duration.ofMillis(64)));

  @Provide
  Arbitrary<List<Request>> requests() {
    Arbitrary<Long> few = Arbitraries.longs().between(1, 6);
    return Combinators.combine(
            Arbitraries.longs().between(0, 3_000_000),
            Combinators.combine(few, few, Arbitraries.longs().between(1, 2_000))
                .as((a, b, c) -> List.of(a, b, c)),
            Arbitraries.of(true, false, false))
        .as(Request::new)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void aRequestIsCountedInAllLimitsOrInNone(@ForAll("requests") List<Request> requests) {
    HandTicker ticker = new HandTicker();
    List<WindowLimit> limits = RULES.stream().map(rule -> WindowLimit.of(rule, ticker)).toList();
    for (Request request : requests) {
      ticker.advance(request.pause());
      List<LimitState> before = limits.stream().map(WindowLimit::state).toList();
      Admission admission = Limits.tryAcquire(asks(limits, request));
      List<LimitState> after = limits.stream().map(WindowLimit::state).toList();
      if (admission instanceof Permit permit) {
        for (int index = 0; index < limits.size(); index++) {
          assertThat(before.get(index).remaining() - after.get(index).remaining())
              .isEqualTo(request.weights().get(index));
        }
        if (request.refund()) {
          permit.refund();
          assertThat(limits.stream().map(WindowLimit::state).toList()).isEqualTo(before);
        }
      } else {
        assertThat(after).isEqualTo(before);
      }
      if (admission instanceof Refused refused) {
        assertThat(refused.limits())
            .allMatch(
                state -> state.remaining() < request.weights().get(RULES.indexOf(state.rule())));
        ticker.advance(refused.retryAfter().toNanos());
        assertThat(Limits.tryAcquire(asks(limits, request))).isInstanceOf(Permit.class);
      }
      if (admission instanceof TooLarge large) {
        assertThat(request.weights().get(RULES.indexOf(large.rule())))
            .isGreaterThan(large.rule().limit());
      }
    }
  }

  private static List<Ask> asks(List<WindowLimit> limits, Request request) {
    return List.of(
        limits.get(0).ask(request.weights().get(0)),
        limits.get(1).ask(request.weights().get(1)),
        limits.get(2).ask(request.weights().get(2)));
  }
}

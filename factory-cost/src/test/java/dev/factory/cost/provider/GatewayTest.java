package dev.factory.cost.provider;

import static dev.factory.cost.testkit.ScriptedProvider.answered;
import static dev.factory.cost.testkit.ScriptedProvider.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.factory.core.testing.SettableTime;
import dev.factory.cost.memory.MemoryBreakerStore;
import dev.factory.cost.provider.Failure.Kind;
import dev.factory.cost.testkit.ScriptedProvider;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private static final ModelCall CALL = ModelCall.of(50, Message.user("Hello?"));
  private static final Target FIRST = Target.of("openai", "gpt-4o-mini");
  private static final Target SECOND = Target.of("anthropic", "claude-3-haiku");
  private static final List<Target> BOTH = List.of(FIRST, SECOND);
  private static final Failure OVERLOADED = new Failure(Kind.OVERLOADED, 429, Duration.ZERO, false);
  private static final ProviderOutcome HELLO = answered("Hello!", 10, 2);

  private final ScriptedProvider openai = new ScriptedProvider("openai");
  private final ScriptedProvider anthropic = new ScriptedProvider("anthropic");
  private final MemoryBreakerStore orders = new MemoryBreakerStore();
  private final SettableTime time = SettableTime.at("2026-01-31T23:59:59Z");
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final GatewaySettings patient =
      GatewaySettings.usual().retrying(3, Duration.ofMillis(1), Duration.ofMillis(50), 0);

  @AfterEach
  void close() {
    scheduler.shutdownNow();
  }

  private Gateway gateway(GatewaySettings settings) {
    return Gateway.over(List.of(openai, anthropic), settings, orders, time, scheduler);
  }

  private static GatewayResult call(Gateway gateway, Target... targets) {
    return gateway.call(List.of(targets), CALL, Attempts.FREE).result().join();
  }

  @Test
  void whenAModelFailsItIsTriedAgainAndThenTheNextAnswers() {
    openai.then(failed(OVERLOADED), failed(Failure.sent(Kind.CUT)), failed(Failure.notSent()));
    anthropic.then(HELLO);
    GatewayResult result = call(gateway(patient), FIRST, SECOND);
    assertThat(result).isEqualTo(new GatewayResult(SECOND, HELLO, 4));
    assertThat(openai.calls()).hasSize(3);
  }

  @Test
  void aCallersMistakeIsNotTriedAgainAndSaysNothingAboutTheProvider() {
    Failure mistake = new Failure(Kind.REFUSED, 400, Duration.ZERO, false);
    Gateway gateway =
        gateway(
            patient.protectedBy(
                CircuitBreakerConfig.custom().minimumNumberOfCalls(2).slidingWindowSize(2).build(),
                BulkheadConfig.ofDefaults()));
    for (int call = 0; call < 5; call++) {
      openai.then(failed(mistake));
      assertThat(call(gateway, FIRST, SECOND).outcome()).isEqualTo(failed(mistake));
    }
    assertThat(anthropic.calls()).isEmpty();
    assertThat(gateway.isOpenFor(FIRST)).isTrue();
  }

  @Test
  void aProviderThatAsksForMorePatienceThanThereIsIsNotWaitedFor() {
    openai.then(failed(new Failure(Kind.OVERLOADED, 429, Duration.ofSeconds(60), false)));
    anthropic.then(HELLO);
    assertThat(call(gateway(patient), FIRST, SECOND).attempts()).isEqualTo(2);
  }

  @Test
  void retriesAreAShareOfTheCalls() {
    GatewaySettings settings =
        patient.protectedBy(
            CircuitBreakerConfig.custom()
                .minimumNumberOfCalls(10_000)
                .slidingWindowSize(10_000)
                .build(),
            BulkheadConfig.ofDefaults());
    Gateway gateway =
        gateway(settings.retrying(3, Duration.ofMillis(1), Duration.ofMillis(50), 20));
    ProviderOutcome[] failures = new ProviderOutcome[400];
    Arrays.fill(failures, failed(OVERLOADED));
    openai.then(failures);
    for (int call = 0; call < 100; call++) {
      call(gateway, FIRST);
    }
    assertThat(openai.calls())
        .as("100 calls, 10 retries at once and 20 for 100")
        .hasSizeBetween(125, 130);
  }

  @Test
  void aModelThatKeepsFailingIsLeftAlone() {
    Gateway gateway =
        gateway(
            patient.protectedBy(
                CircuitBreakerConfig.custom().minimumNumberOfCalls(4).slidingWindowSize(4).build(),
                BulkheadConfig.ofDefaults()));
    openai.then(failed(OVERLOADED), failed(OVERLOADED), failed(OVERLOADED), failed(OVERLOADED));
    for (int call = 0; call < 6; call++) {
      anthropic.then(HELLO);
      assertThat(call(gateway, FIRST, SECOND).outcome()).isEqualTo(HELLO);
    }
    assertThat(openai.calls()).hasSize(4);
    assertThat(gateway.isOpenFor(FIRST)).isFalse();
    assertThat(gateway.health())
        .extracting(BreakerHealth::name, BreakerHealth::state)
        .containsExactly(
            tuple("anthropic/claude-3-haiku", "CLOSED"), tuple("openai/gpt-4o-mini", "OPEN"));
  }

  @Test
  void anOrderIsObeyedByEveryNodeUntilItIsReset() {
    Gateway here = gateway(patient);
    Gateway there = gateway(patient);
    there.isOpenFor(FIRST); // it has asked this one before
    here.forceOpen("openai", "ops-1", "an incident");
    there.obey();
    assertThat(there.isOpenFor(FIRST)).isFalse();
    assertThat(there.isOpenFor(SECOND)).isTrue();
    assertThat(gateway(patient).isOpenFor(FIRST)).as("a node that starts later").isFalse();
    anthropic.then(HELLO);
    assertThat(call(there, FIRST, SECOND)).isEqualTo(new GatewayResult(SECOND, HELLO, 1));
    assertThat(call(there, FIRST))
        .isEqualTo(new GatewayResult(FIRST, failed(Failure.notSent()), 0));
    there.reset("openai", "ops-2", "it is over");
    here.obey();
    assertThat(here.isOpenFor(FIRST)).isTrue();
    assertThat(there.isOpenFor(FIRST)).isTrue();
  }

  @Test
  void resettingAModelDoesNotOpenTheWayToAProviderThatIsForcedOpen() {
    Gateway gateway = gateway(patient);
    gateway.forceOpen("openai", "ops-1", "an incident");
    gateway.reset("openai/gpt-4o-mini", "ops-1", "try one");
    assertThat(gateway.isOpenFor(FIRST)).isFalse();
    assertThat(gateway.isOpenFor(Target.of("openai", "gpt-4o"))).isFalse();
  }

  @Test
  void moreCallsThanAModelTakesAtOnceGoElsewhere() {
    Gateway gateway =
        gateway(
            patient.protectedBy(
                CircuitBreakerConfig.ofDefaults(),
                BulkheadConfig.custom().maxConcurrentCalls(1).build()));
    GatewayCall open = gateway.call(BOTH, CALL, Attempts.FREE);
    assertThat(gateway.headRoom(FIRST)).isZero();
    anthropic.then(HELLO);
    assertThat(call(gateway, FIRST, SECOND).target()).isEqualTo(SECOND);
    openai.calls().get(0).answer(HELLO);
    assertThat(open.result().join().target()).isEqualTo(FIRST);
    assertThat(gateway.headRoom(FIRST)).isEqualTo(1);
  }

  @Test
  void anAttemptThatTakesTooLongIsStoppedAndMayBeBilled() {
    Gateway gateway =
        gateway(
            patient
                .within(Duration.ofMillis(30))
                .retrying(1, Duration.ofMillis(1), Duration.ofMillis(5), 0));
    assertThat(call(gateway, FIRST))
        .isEqualTo(new GatewayResult(FIRST, failed(Failure.sent(Kind.TIMED_OUT)), 1));
    assertThat(openai.calls().get(0).outcome().join())
        .as("it was told")
        .isEqualTo(failed(Failure.sent(Kind.CANCELLED)));
  }

  @Test
  void afterTheFirstPieceOfAStreamNobodyElseIsAsked() {
    List<String> pieces = new ArrayList<>();
    GatewayCall stream =
        gateway(patient).stream(BOTH, CALL, (text, bytes) -> pieces.add(text), Attempts.FREE);
    openai.calls().get(0).sink().piece("Hel", 3);
    openai.calls().get(0).answer(failed(Failure.sent(Kind.CUT)));
    assertThat(stream.result().join().outcome()).isEqualTo(failed(Failure.sent(Kind.CUT)));
    assertThat(pieces).containsExactly("Hel");
    assertThat(anthropic.calls()).isEmpty();
  }

  @Test
  void givingUpStopsTheAttemptAndNoOtherFollows() {
    GatewayCall call = gateway(patient).call(BOTH, CALL, Attempts.FREE);
    call.cancel();
    assertThat(call.result().join().outcome()).isEqualTo(failed(Failure.sent(Kind.CANCELLED)));
    assertThat(anthropic.calls()).isEmpty();
  }

  @Test
  void anAttemptForWhichThereIsNoMoneyIsNotMade() {
    Attempts poor =
        new Attempts() {
          @Override
          public boolean mayTry(Target target, int number) {
            return target.equals(SECOND);
          }

          @Override
          public void came(Target target, int number, ProviderOutcome outcome) {
            assertThat(target).isEqualTo(SECOND);
          }
        };
    anthropic.then(HELLO);
    assertThat(gateway(patient).call(BOTH, CALL, poor).result().join().target()).isEqualTo(SECOND);
    assertThat(openai.calls()).isEmpty();
  }

  @Test
  void aProviderNobodyKnowsIsAMistake() {
    assertThatThrownBy(() -> call(gateway(patient), Target.of("nobody", "x")))
        .hasMessageContaining("nothing was sent");
  }
}

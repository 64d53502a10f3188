package dev.factory.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.limit.Admission.Refused;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyedLimitTest {
  private final HandTicker ticker = new HandTicker();
  private final KeyedLimit companies =
      KeyedLimit.of(WindowRule.perMinute("company", 100), 1_000, ticker);
  private final KeyedLimit keys = KeyedLimit.of(WindowRule.perMinute("key", 60), 2, ticker);

  @Test
  void aKeyIsRefusedAtItsOwnLimitAndNobodyElseIs() {
    for (int call = 0; call < 100; call++) {
      assertThat(companies.tryAcquire("company-123")).isInstanceOf(Permit.class);
    }
    assertThat(companies.tryAcquire("company-123")).isInstanceOf(Refused.class);
    assertThat(companies.tryAcquire("company-124")).isInstanceOf(Permit.class);
    assertThat(companies.states()).containsOnlyKeys("company-123", "company-124");
  }

  @Test
  void aRefusalByTheKeyCostsTheCompanyNothing() {
    keys.tryAcquire("k1", 60);
    List<Ask> asks = List.of(companies.ask("acme", 1), keys.ask("k1", 1));
    assertThat(Limits.tryAcquire(asks)).isInstanceOf(Refused.class);
    assertThat(companies.state("acme").remaining()).isEqualTo(100);
  }

  @Test
  void keysWithoutRoomShareAndAreNotLetThroughForIt() {
    keys.tryAcquire("k1");
    keys.tryAcquire("k2");
    assertThat(keys.tryAcquire("late", 60)).isInstanceOf(Permit.class);
    assertThat(keys.tryAcquire("late")).isInstanceOf(Refused.class);
    assertThat(keys.state("late").remaining()).isZero();
    assertThat(keys.states()).containsOnlyKeys("k1", "k2");
  }

  @Test
  void aKeyThatIsNotUsedAnyMoreMakesRoomAndLeavesNoHistoryBehind() {
    keys.tryAcquire("k1");
    keys.tryAcquire("k2");
    ticker.advance(TimeUnit.SECONDS.toNanos(60));
    assertThat(keys.tryAcquire("k3", 60)).isInstanceOf(Permit.class);
    assertThat(keys.states()).containsOnlyKeys("k3");
    assertThat(keys.state("k1").remaining()).isEqualTo(60);
  }

  @Test
  void aLimitThatWasForgottenIsNotUsedByWhoeverStillHoldsIt() {
    Ask held = keys.ask("k1", 60);
    WindowLimit before = held.current();
    ticker.advance(TimeUnit.SECONDS.toNanos(60));
    keys.tryAcquire("k2");
    keys.tryAcquire("k3"); // k1 is forgotten
    assertThat(before.isRetired()).isTrue();
    assertThat(before.acquireUnlessRetired(1)).isNull();
    assertThat(Limits.tryAcquire(List.of(held))).isInstanceOf(Permit.class);
  }

  @Test
  void whatIsAskedAboutIsNotRemembered() {
    assertThat(keys.state("nobody").remaining()).isEqualTo(60);
    assertThat(keys.states()).isEmpty();
    assertThatThrownBy(() -> KeyedLimit.of(keys.rule(), 0, ticker)).hasMessageContaining("not 0");
  }
}

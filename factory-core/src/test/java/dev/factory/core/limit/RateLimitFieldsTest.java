package dev.factory.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.limit.Admission.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitFieldsTest {
  private final HandTicker ticker = new HandTicker();
  private final WindowRule company = WindowRule.perMinute("company", 100);
  private final WindowRule generations = WindowRule.perHour("generations", 100);

  @Test
  void policiesAreAListOfNamedQuotas() {
    assertThat(RateLimitFields.policy(List.of(company, generations)))
        .isEqualTo("\"company\";q=100;w=60, \"generations\";q=100;w=3600");
    assertThat(
            RateLimitFields.policy(List.of(new WindowRule("burst", 5, Duration.ofMillis(1_500)))))
        .isEqualTo("\"burst\";q=5;w=2");
  }

  @Test
  void whatIsLeftAndWhenAllIsBackIsSaidInWholeSecondsRoundedUp() {
    WindowLimit limit = WindowLimit.of(company, ticker);
    assertThat(RateLimitFields.limit(List.of(limit.state()))).isEqualTo("\"company\";r=100;t=0");
    limit.tryAcquire(42);
    ticker.advance(TimeUnit.MILLISECONDS.toNanos(29_001));
    assertThat(RateLimitFields.limit(List.of(limit.state()))).isEqualTo("\"company\";r=58;t=31");
  }

  @Test
  void aClientThatWaitsTheSecondsItIsToldIsLetThrough() {
    WindowLimit limit = WindowLimit.of(company, ticker);
    limit.tryAcquire(100);
    ticker.advance(TimeUnit.MILLISECONDS.toNanos(59_999));
    Refused refused = (Refused) limit.tryAcquire();
    assertThat(RateLimitFields.retryAfter(refused)).isEqualTo("1");
    ticker.advance(TimeUnit.SECONDS.toNanos(1));
    assertThat(limit.tryAcquire()).isInstanceOf(Permit.class);
  }
}

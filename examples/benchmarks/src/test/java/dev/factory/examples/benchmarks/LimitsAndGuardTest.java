package dev.factory.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.limit.Permit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured of limits and guards is what it is said to be. */
class LimitsAndGuardTest {

  @Test
  void inTheRunOfRollingLimitsOnlyOursHolds() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      RollingLimit.run(out, "schedules=2000", "periods=20");
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0)).startsWith("RollingLimit {").contains("schedules=2000");
    assertThat(lines.get(2)).matches("  WindowLimit +(\\d+) +\\1 +0");
    assertThat(lines.get(3)).startsWith("  Bucket4j, refilled drop by drop");
    assertThat(lines.get(4)).startsWith("  Bucket4j, refilled all at once");
    assertThat(lines.subList(3, 5)).noneMatch(line -> line.endsWith(" 0"));
    assertThat(lines.get(5)).startsWith("  Resilience4j, in real time");
    assertThat(lines).hasSize(6);
  }

  @Test
  void theMostInAStretchIsCountedHalfOpen() {
    assertThat(RollingLimit.most(new long[] {0, 5, 10, 14, 15}, 10)).isEqualTo(3);
    assertThat(RollingLimit.most(new long[] {0, 10}, 10)).isEqualTo(1);
    assertThat(RollingLimit.most(new long[] {}, 10)).isZero();
  }

  @Test
  void limitsThatAreMeasuredLetThroughWhatTheySay() {
    DecideLimit benchmark = new DecideLimit();
    for (int call = 0; call < 200; call++) {
      assertThat(benchmark.ringOf4096()).isInstanceOf(Permit.class);
      assertThat(benchmark.cells()).isInstanceOf(Permit.class);
      assertThat(benchmark.ringThatRefuses() instanceof Permit).isEqualTo(call < 100);
      assertThat(benchmark.byResilience4j()).isTrue();
      assertThat(benchmark.byBucket4j()).isTrue();
    }
    assertThat(benchmark.bareCompareAndSwap()).isZero();
  }

  @Test
  void everyGuardedCallIsSettled() {
    GuardCall benchmark = new GuardCall();
    GuardCall.Tenant tenant = new GuardCall.Tenant();
    tenant.open();
    for (int call = 0; call < 1_000; call++) {
      assertThat(benchmark.guardOnOneThread(tenant).nanos()).isZero();
    }
    tenant.close();
    assertThat(tenant.leases.totals().calls()).isEqualTo(1_000);
    assertThat(tenant.leases.totals().nanos()).isEqualTo(1_000 * (300 * 150 + 100 * 600L));
    assertThat(benchmark.resilience4jOnOneThread(new GuardCall.Resilience())).isTrue();
  }

  @Test
  void theWaysOfPricingComeToTheSame() {
    PriceUsage benchmark = new PriceUsage();
    assertThat(benchmark.priceAndCost()).isEqualTo(benchmark.cost());
    assertThat(benchmark.cost().halfEven().decimal(9)).isEqualTo(benchmark.costByBigDecimal());
  }
}

package dev.factory.examples.benchmarks;

import dev.factory.core.IdSource;
import dev.factory.core.limit.Ticker;
import dev.factory.core.limit.WindowLimit;
import dev.factory.core.limit.WindowRule;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.Budgets;
import dev.factory.cost.LeaseTerms;
import dev.factory.cost.LeasedBudgets;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.guard.GateDecision;
import dev.factory.cost.guard.SpendGate;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a guarded call costs without the call: one limit, three budgets held at once, the price of
 * what was used, settlement and totals; written to the ledger every second, in memory. Beside it
 * Resilience4j's rate limiter, bulkhead and breaker, which know nothing of money.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GuardCall {

  /** One tenant, whose calls all threads make. */
  @State(Scope.Benchmark)
  public static class Tenant {
    /** So that 4,096 in what it calls a millisecond are never too many. */
    private static final long FASTER = 64;

    private final CurrencyUnit usd = CurrencyUnit.of("USD");
    final NanoMoney bound = NanoMoney.ofNanos(usd, 200_000);
    final Usage usage = Usage.of(300, 100);
    final Quote price =
        PriceBook.standard()
            .priceAt(
                Clock.tickMillis(ZoneOffset.UTC).instant(),
                PriceSelector.of("openai", "gpt-4o-mini"))
            .orThrow();
    private final ScheduledExecutorService writer = Executors.newScheduledThreadPool(1);
    LeasedBudgets leases;
    SpendGate gate;

    /** Three hard budgets, and leases that last two seconds. */
    @Setup
    public void open() {
      InstantSource time = Clock.tickMillis(ZoneOffset.UTC);
      Ticker fast = () -> System.nanoTime() * FASTER;
      BudgetPolicy policy =
          BudgetPolicy.hard(
              NanoMoney.parse(usd, "1000000000"),
              BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0)));
      BudgetSource source =
          BudgetSource.each(
              Map.of(
                  Set.of(Dimension.TENANT), policy,
                  Set.of(Dimension.TENANT, Dimension.FEATURE), policy,
                  Set.of(Dimension.TENANT, Dimension.USER), policy));
      Budgets budgets = Budgets.over(new MemoryBudgetStore(), source, time);
      // by the faster clock a lease of four minutes hands out money for two seconds
      LeaseTerms terms = new LeaseTerms(1, NanoMoney.parse(usd, "100000"), Duration.ofMinutes(4));
      leases = LeasedBudgets.over(budgets, terms, IdSource.uuidV7(time, new SecureRandom()), fast);
      SpendTags tags =
          SpendTags.tenant("acme").with(Dimension.FEATURE, "search").with(Dimension.USER, "u1");
      WindowLimit limit =
          WindowLimit.of(new WindowRule("tenant", 4_096, Duration.ofMillis(1)), fast);
      gate = SpendGate.of(limit, leases.path(tags), fast);
      writer.scheduleAtFixedRate(leases::flush, 1, 1, TimeUnit.SECONDS);
    }

    /** Everything is written. */
    @TearDown
    public void close() {
      writer.shutdown();
      leases.close();
    }
  }

  /** What others put around a call. */
  @State(Scope.Benchmark)
  public static class Resilience {
    final RateLimiter limiter =
        RateLimiter.of(
            "many",
            RateLimiterConfig.custom()
                .limitForPeriod(1_000_000_000)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    final Bulkhead bulkhead =
        Bulkhead.of("many", BulkheadConfig.custom().maxConcurrentCalls(1_000).build());
    final CircuitBreaker breaker = CircuitBreaker.ofDefaults("many");
  }

  /** The whole guard. */
  @Benchmark
  public NanoMoney guardOnOneThread(Tenant tenant) {
    return guarded(tenant);
  }

  /** The whole guard, two threads of one tenant. */
  @Benchmark
  @Threads(2)
  public NanoMoney guardOnTwoThreads(Tenant tenant) {
    return guarded(tenant);
  }

  static NanoMoney guarded(Tenant tenant) {
    if (tenant.gate.enter(tenant.bound) instanceof GateDecision.Entered entered) {
      return entered.hold().settle(tenant.price, tenant.usage);
    }
    throw new IllegalStateException("the benchmark is about calls that are let through");
  }

  /** Resilience4j on one thread. */
  @Benchmark
  public boolean resilience4jOnOneThread(Resilience others) {
    return protectedCall(others);
  }

  /** Resilience4j on two threads. */
  @Benchmark
  @Threads(2)
  public boolean resilience4jOnTwoThreads(Resilience others) {
    return protectedCall(others);
  }

  static boolean protectedCall(Resilience others) {
    if (!others.limiter.acquirePermission()
        || !others.bulkhead.tryAcquirePermission()
        || !others.breaker.tryAcquirePermission()) {
      throw new IllegalStateException("the benchmark is about calls that are let through");
    }
    others.breaker.onSuccess(1_000, TimeUnit.NANOSECONDS);
    others.bulkhead.onComplete();
    return true;
  }
}

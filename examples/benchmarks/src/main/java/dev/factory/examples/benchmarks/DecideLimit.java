package dev.factory.examples.benchmarks;

import com.google.common.util.concurrent.RateLimiter;
import dev.factory.core.limit.Ticker;
import dev.factory.core.limit.WindowLimit;
import dev.factory.core.limit.WindowRule;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one decision of a limit costs, beside other limiters, a bare CAS and reading the clock. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecideLimit {
  /** So that 4,096 in what it calls a millisecond are never too many. */
  private static final long FASTER = 64;

  private final WindowLimit ring =
      WindowLimit.of(
          new WindowRule("ring", 4_096, Duration.ofMillis(1)), () -> System.nanoTime() * FASTER);
  private final WindowLimit full = WindowLimit.of(WindowRule.perHour("full", 100), Ticker.system());
  private final WindowLimit cells =
      WindowLimit.of(
          new WindowRule("cells", 1_000_000_000, Duration.ofSeconds(1)), Ticker.system());
  private final io.github.resilience4j.ratelimiter.RateLimiter resilience4j =
      io.github.resilience4j.ratelimiter.RateLimiter.of(
          "many",
          RateLimiterConfig.custom()
              .limitForPeriod(1_000_000_000)
              .limitRefreshPeriod(Duration.ofSeconds(1))
              .timeoutDuration(Duration.ZERO)
              .build());
  private final Bucket bucket4j =
      Bucket.builder()
          .addLimit(
              limit ->
                  limit
                      .capacity(1_000_000_000L)
                      .refillGreedy(1_000_000_000L, Duration.ofSeconds(1)))
          .build();
  private final RateLimiter guava = RateLimiter.create(1e12);
  private final AtomicLong counter = new AtomicLong();

  /** A ring of 4,096 stamps that refuses none. */
  @Benchmark
  public Object ringOf4096() {
    return ring.tryAcquire();
  }

  /** A limit that is used up and says how long to wait. */
  @Benchmark
  public Object ringThatRefuses() {
    return full.tryAcquire();
  }

  /** 64 cells of a limit of a thousand million a second. */
  @Benchmark
  public Object cells() {
    return cells.tryAcquire();
  }

  /** Resilience4j, which never refuses here. */
  @Benchmark
  public boolean byResilience4j() {
    return resilience4j.acquirePermission();
  }

  /** Bucket4j, which never refuses here. */
  @Benchmark
  public boolean byBucket4j() {
    return bucket4j.tryConsume(1);
  }

  /** Guava, which never refuses here. */
  @Benchmark
  public boolean byGuava() {
    return guava.tryAcquire();
  }

  /** One compare-and-swap that never fails on one thread. */
  @Benchmark
  public long bareCompareAndSwap() {
    long before = counter.get();
    return counter.compareAndSet(before, before + 1) ? before : -1;
  }

  /** Reading the clock, which is in all of the above but the last. */
  @Benchmark
  public long readingTheClock() {
    return System.nanoTime();
  }
}

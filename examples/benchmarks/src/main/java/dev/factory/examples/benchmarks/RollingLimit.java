package dev.factory.examples.benchmarks;

import dev.factory.core.limit.Permit;
import dev.factory.core.limit.WindowLimit;
import dev.factory.core.limit.WindowRule;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * The most that limiters let through in any stretch of the window's length, over random schedules.
 * Ours and Bucket4j are told the time; Resilience4j reads the machine's clock and is asked in real
 * time, as late as it can be in one of its periods and as early as it can be in the next.
 */
public final class RollingLimit {
  private static final long WINDOW = 1_000_000; // nanoseconds of the time that is told

  private RollingLimit() {}

  /** Runs it, with settings given as {@code name=value}. */
  public static void main(String[] arguments) {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) {
    Options options =
        Options.parse(
            Map.of("schedules", "1000000", "seed", "1", "limit", "50", "periods", "200"),
            arguments);
    out.println("RollingLimit " + options);
    Worst ours = new Worst();
    Worst greedy = new Worst();
    Worst atOnce = new Worst();
    SplittableRandom random = new SplittableRandom(options.number("seed"));
    for (int schedule = 0; schedule < options.number("schedules"); schedule++) {
      int limit = 1 + random.nextInt(options.number("limit"));
      long seed = random.nextLong();
      long[] now = {0};
      WindowLimit window =
          WindowLimit.of(new WindowRule("rolling", limit, Duration.ofNanos(WINDOW)), () -> now[0]);
      ours.see(limit, play(seed, limit, now, () -> window.tryAcquire() instanceof Permit));
      now[0] = 0;
      Bucket dropByDrop = bucket(limit, now, true);
      greedy.see(limit, play(seed, limit, now, () -> dropByDrop.tryConsume(1)));
      now[0] = 0;
      Bucket allAtOnce = bucket(limit, now, false);
      atOnce.see(limit, play(seed, limit, now, () -> allAtOnce.tryConsume(1)));
    }
    out.printf(Locale.ROOT, "  %-40s %9s %9s %22s%n", "", "admitted", "limit", "schedules above");
    ours.print(out, "WindowLimit");
    greedy.print(out, "Bucket4j, refilled drop by drop");
    atOnce.print(out, "Bucket4j, refilled all at once");
    int limit = options.number("limit");
    int most = resilience4j(limit, options.number("periods"));
    out.printf(Locale.ROOT, "  %-40s %9d %9d%n", "Resilience4j, in real time", most, limit);
  }

  private static Bucket bucket(int limit, long[] now, boolean dropByDrop) {
    TimeMeter told =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return now[0];
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
    Bandwidth bandwidth =
        dropByDrop
            ? Bandwidth.builder()
                .capacity(limit)
                .refillGreedy(limit, Duration.ofNanos(WINDOW))
                .build()
            : Bandwidth.builder()
                .capacity(limit)
                .refillIntervally(limit, Duration.ofNanos(WINDOW))
                .build();
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(told).build();
  }

  /**
   * Bursts and pauses; returns the most that went through in any stretch of the window's length.
   */
  private static int play(long seed, int limit, long[] now, BooleanSupplier acquire) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] through = new long[8 * limit];
    int count = 0;
    for (int burst = 0; burst < 12; burst++) {
      now[0] += pause(random);
      int asked = 1 + random.nextInt(2 * limit);
      for (int call = 0; call < asked && count < through.length; call++) {
        if (acquire.getAsBoolean()) {
          through[count++] = now[0];
        }
      }
    }
    return most(Arrays.copyOf(through, count), WINDOW);
  }

  private static long pause(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong(WINDOW / 50);
      case 1 -> WINDOW - 1 - random.nextLong(WINDOW / 50);
      case 2 -> WINDOW;
      default -> random.nextLong(WINDOW);
    };
  }

  /** The most instants in any {@code [t, t + window)}; the fullest ones begin at an instant. */
  static int most(long[] ascending, long window) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < ascending.length; last++) {
      while (ascending[last] - ascending[first] >= window) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static int resilience4j(int limit, int periods) {
    Duration period = Duration.ofMillis(5);
    RateLimiter limiter =
        RateLimiter.of(
            "rolling",
            RateLimiterConfig.custom()
                .limitForPeriod(limit)
                .limitRefreshPeriod(period)
                .timeoutDuration(Duration.ZERO)
                .build());
    long[] through = new long[4 * limit * periods];
    int count = 0;
    long start = System.nanoTime();
    long length = period.toNanos();
    for (long now = start; now - start < periods * length; now = System.nanoTime()) {
      // idle in the first nine tenths of every second period, greedy from there on
      boolean idle = (now - start) % (2 * length) < length * 9 / 10;
      if (!idle && count < through.length && limiter.acquirePermission()) {
        through[count++] = System.nanoTime();
      }
    }
    return most(Arrays.copyOf(through, count), length);
  }

  /** The worst of many schedules, judged by how far it is above its limit. */
  private static final class Worst {
    private int admitted;
    private int limit = 1;
    private long above;

    void see(int allowed, int most) {
      above += most > allowed ? 1 : 0;
      if ((long) most * limit > (long) admitted * allowed
          || ((long) most * limit == (long) admitted * allowed && allowed > limit)) {
        admitted = most;
        limit = allowed;
      }
    }

    void print(PrintStream out, String name) {
      out.printf(Locale.ROOT, "  %-40s %9d %9d %,22d%n", name, admitted, limit, above);
    }
  }
}

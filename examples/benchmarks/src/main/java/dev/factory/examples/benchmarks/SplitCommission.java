package dev.factory.examples.benchmarks;

import dev.factory.core.money.Allocation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an exact split among eleven parties costs, beside the same by hand with BigDecimal. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SplitCommission {
  private static final int DECIMALS = 20;

  private final long amount = 150_500_000_000L; // $1,505.00 in millionths of a cent
  private final long[] weights = {1_000, 730, 2_110, 5, 99, 1_250, 333, 333, 334, 4_000, 17};
  private final long[] heavy =
      Arrays.stream(weights).map(weight -> weight * 1_000_000_007L).toArray();

  /** All products fit 64 bits. */
  @Benchmark
  public long[] elevenParties() {
    return Allocation.split(amount, weights);
  }

  /** Products do not fit 64 bits, so the split goes through BigInteger. */
  @Benchmark
  public long[] elevenPartiesBeyond64Bits() {
    return Allocation.split(amount, heavy);
  }

  /** The naive way: quotients to 20 places, floors, and a sort for the units that are left. */
  @Benchmark
  public long[] elevenPartiesByBigDecimal() {
    BigDecimal whole = BigDecimal.valueOf(amount);
    BigDecimal total = BigDecimal.valueOf(Arrays.stream(weights).sum());
    BigDecimal[] fractions = new BigDecimal[weights.length];
    long[] parts = new long[weights.length];
    long left = amount;
    for (int party = 0; party < weights.length; party++) {
      BigDecimal exact =
          whole
              .multiply(BigDecimal.valueOf(weights[party]))
              .divide(total, DECIMALS, RoundingMode.DOWN);
      parts[party] = exact.longValue();
      fractions[party] = exact.subtract(BigDecimal.valueOf(parts[party]));
      left -= parts[party];
    }
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer party) -> fractions[party]).reversed())
        .limit(left)
        .forEach(party -> parts[party]++);
    return parts;
  }
}

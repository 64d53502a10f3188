package dev.factory.examples.benchmarks;

import dev.factory.cost.money.ExactCost;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What finding a price and pricing a usage costs, beside BigDecimal by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PriceUsage {
  private final PriceBook prices = PriceBook.standard();
  private final PriceSelector mini = PriceSelector.of("openai", "gpt-4o-mini");
  private final Instant at = Instant.parse("2026-01-31T12:00:00Z");
  private final Quote quote = prices.priceAt(at, mini).orThrow();
  private final Usage usage = Usage.of(1_300, 250).withCache(1_024, 0);
  private final BigDecimal fresh = new BigDecimal("0.15").movePointLeft(6);
  private final BigDecimal cached = new BigDecimal("0.075").movePointLeft(6);
  private final BigDecimal output = new BigDecimal("0.6").movePointLeft(6);

  /** The price that holds at an instant, and the exact cost of what was used. */
  @Benchmark
  public ExactCost priceAndCost() {
    return ((Quote) prices.priceAt(at, mini)).cost(usage);
  }

  /** The cost alone, by a price that is known. */
  @Benchmark
  public ExactCost cost() {
    return quote.cost(usage);
  }

  /** The naive way: one price for each kind, known beforehand. */
  @Benchmark
  public BigDecimal costByBigDecimal() {
    return fresh
        .multiply(BigDecimal.valueOf(usage.fresh()))
        .add(cached.multiply(BigDecimal.valueOf(usage.cacheRead())))
        .add(output.multiply(BigDecimal.valueOf(usage.output())))
        .setScale(9, RoundingMode.HALF_EVEN);
  }
}

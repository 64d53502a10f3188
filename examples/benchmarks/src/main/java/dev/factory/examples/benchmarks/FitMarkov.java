package dev.factory.examples.benchmarks;

import dev.factory.attribution.fitting.ChannelPaths;
import dev.factory.attribution.fitting.MarkovChain;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

/** How long it takes from counted paths to the removal effect of every channel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FitMarkov {
  private static final int LONGEST = 9;

  private final ChannelPaths few = paths(12, 10_000);
  private final ChannelPaths many = paths(500, 50_000);

  private static ChannelPaths paths(int channels, int count) {
    SplittableRandom random = new SplittableRandom(500_001);
    ChannelPaths paths = new ChannelPaths();
    for (int path = 0; path < count; path++) {
      List<String> steps = new ArrayList<>();
      for (int step = random.nextInt(LONGEST); step >= 0; step--) {
        steps.add("channel-" + random.nextInt(channels));
      }
      paths.add(steps, random.nextInt(3), 1 + random.nextInt(20));
    }
    return paths;
  }

  /** Twelve channels, ten thousand paths. */
  @Benchmark
  public Object twelveChannels() {
    return MarkovChain.fit(few, 1).removalEffects();
  }

  /** The same, where the last two channels settle the next. */
  @Benchmark
  public Object twelveChannelsOrderTwo() {
    return MarkovChain.fit(few, 2).removalEffects();
  }

  /** Five hundred channels, fifty thousand paths. */
  @Benchmark
  public Object fiveHundredChannels() {
    return MarkovChain.fit(many, 1).removalEffects();
  }
}

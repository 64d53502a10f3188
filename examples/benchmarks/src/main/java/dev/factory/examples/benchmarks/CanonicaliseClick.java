package dev.factory.examples.benchmarks;

import dev.factory.core.json.CanonicalJson;
import java.util.Map;
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
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the canonical form of a click of 400 bytes costs, beside a JSON library's sorted output. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CanonicaliseClick {
  private final JsonMapper sorting =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final Map<String, Object> tree = Clicks.data(1);
  private final byte[] text = sorting.rebuild().build().writeValueAsBytes(Clicks.data(1));
  private final byte[] unsorted = JsonMapper.shared().writeValueAsBytes(Clicks.data(1));

  /** The strict canonical form of a text whose members are in another order. */
  @Benchmark
  public byte[] fromText() {
    return CanonicalJson.canonicalize(unsorted);
  }

  /** The same of a text that is canonical already, as after a round trip. */
  @Benchmark
  public byte[] fromCanonicalText() {
    return CanonicalJson.canonicalize(text);
  }

  /** The strict canonical form of a map, as an event has it. */
  @Benchmark
  public byte[] fromTree() {
    return CanonicalJson.of(tree);
  }

  /** The naive way: Jackson reads a map and writes it sorted. Not RFC 8785, and nothing refused. */
  @Benchmark
  public byte[] fromTextByJacksonSorted() {
    return sorting.writeValueAsBytes(sorting.readValue(unsorted, Map.class));
  }

  /** The naive way from a map. */
  @Benchmark
  public byte[] fromTreeByJacksonSorted() {
    return sorting.writeValueAsBytes(tree);
  }
}

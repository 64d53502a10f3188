package dev.factory.attribution.fitting;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cooperative game of channels, kept as Harsanyi dividends: what a set of channels earns beyond
 * what its smaller sets earn. The Shapley value of a channel is the sum over its sets of dividend
 * by size, exactly, in time proportional to the sets that have a dividend: never 2^n.
 */
public final class ShapleyGame {
  private final Map<Set<String>, Long> dividends;

  private ShapleyGame(Map<Set<String>, Long> dividends) {
    this.dividends = dividends;
  }

  /**
   * {@return the game in which a set of channels earns the conversions of the paths that use no
   * others}
   *
   * <p>There, every conversion is divided equally among the distinct channels of its path.
   */
  public static ShapleyGame ofPaths(ChannelPaths paths) {
    Map<Set<String>, Long> dividends = new HashMap<>();
    var names = paths.channels();
    for (int path = 0; path < paths.size(); path++) {
      Set<String> channels = new TreeSet<>();
      for (int at = paths.start(path); at < paths.end(path); at++) {
        channels.add(names.get(paths.step(at)));
      }
      dividends.merge(channels, paths.converted(path), Math::addExact);
    }
    return new ShapleyGame(dividends);
  }

  /**
   * {@return the game with these dividends}
   *
   * @param dividends by set of channels, of any sign; sets that are left out have none
   */
  public static ShapleyGame ofDividends(Map<Set<String>, Long> dividends) {
    Map<Set<String>, Long> copy = new HashMap<>();
    dividends.forEach((channels, dividend) -> copy.put(requireChannels(channels), dividend));
    return new ShapleyGame(copy);
  }

  /**
   * {@return the game in which these sets earn this much, and every other set what the best known
   * about its subsets says: the sum of their dividends}
   *
   * <p>Takes time in proportion to the square of the number of sets given.
   *
   * @param worths by set of channels, of any sign
   */
  public static ShapleyGame ofWorths(Map<Set<String>, Long> worths) {
    Map<Set<String>, Long> dividends = new HashMap<>();
    Collection<Set<String>> smallestFirst =
        worths.keySet().stream()
            .map(ShapleyGame::requireChannels)
            .sorted((left, right) -> Integer.compare(left.size(), right.size()))
            .toList();
    for (Set<String> channels : smallestFirst) {
      long dividend = worths.getOrDefault(channels, 0L);
      for (Map.Entry<Set<String>, Long> known : dividends.entrySet()) {
        if (known.getKey().size() < channels.size() && channels.containsAll(known.getKey())) {
          dividend = Math.subtractExact(dividend, known.getValue());
        }
      }
      dividends.put(channels, dividend);
    }
    return new ShapleyGame(dividends);
  }

  /** {@return the game in which every set earns what it earns in both} */
  public ShapleyGame plus(ShapleyGame other) {
    Map<Set<String>, Long> sum = new HashMap<>(dividends);
    other.dividends.forEach((channels, dividend) -> sum.merge(channels, dividend, Math::addExact));
    return new ShapleyGame(sum);
  }

  /** {@return what a set of channels earns: the dividends of all sets within it} */
  public long worth(Set<String> channels) {
    long worth = 0;
    for (Map.Entry<Set<String>, Long> entry : dividends.entrySet()) {
      if (channels.containsAll(entry.getKey())) {
        worth = Math.addExact(worth, entry.getValue());
      }
    }
    return worth;
  }

  /** {@return the Shapley value of each channel; together what all of them earn} */
  public NavigableMap<String, Fraction> values() {
    Map<String, Map<Integer, Long>> bySize = new HashMap<>();
    dividends.forEach(
        (channels, dividend) -> {
          for (String channel : channels) {
            bySize
                .computeIfAbsent(channel, absent -> new HashMap<>())
                .merge(channels.size(), dividend, Math::addExact);
          }
        });
    NavigableMap<String, Fraction> values = new TreeMap<>();
    bySize.forEach(
        (channel, sums) -> {
          Fraction value = Fraction.ZERO;
          for (Map.Entry<Integer, Long> sum : sums.entrySet()) {
            value = value.plus(Fraction.of(sum.getValue(), sum.getKey()));
          }
          values.put(channel, value);
        });
    return values;
  }

  /**
   * {@return the values, frozen}
   *
   * @throws IllegalArgumentException if a channel's value is negative, or all are zero
   */
  public ModelVersion freeze() {
    return ModelVersion.frozen("SHAPLEY", values());
  }

  private static Set<String> requireChannels(Set<String> channels) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("the set without channels earns nothing; leave it out");
    }
    return Set.copyOf(new HashSet<>(channels));
  }
}

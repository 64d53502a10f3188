package dev.factory.attribution.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShapleyGameLaws {
  private static final List<String> CHANNELS =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

  private static Fraction value(ShapleyGame game, String channel) {
    return game.values().getOrDefault(channel, Fraction.ZERO);
  }

  private static Set<String> players(ShapleyGame game) {
    return game.values().keySet();
  }

  @Property
  void valuesAddUpToWhatAllEarn(@ForAll("games") ShapleyGame game) {
    Fraction sum = Fraction.ZERO;
    for (Fraction value : game.values().values()) {
      sum = sum.plus(value);
    }
    assertThat(sum).isEqualTo(Fraction.of(game.worth(players(game)), 1));
  }

  @Property(tries = 1_000)
  void valuesAreThoseOfTheDefinitionByAllSubsets(@ForAll("games") ShapleyGame game) {
    List<String> players = List.copyOf(players(game));
    NavigableMap<String, Fraction> expected = new TreeMap<>();
    long[] worth = new long[1 << players.size()];
    for (int mask = 1; mask < worth.length; mask++) {
      worth[mask] = game.worth(subset(players, mask));
    }
    for (int player = 0; player < players.size(); player++) {
      Fraction value = Fraction.ZERO;
      for (int mask = 0; mask < worth.length; mask++) {
        if ((mask >> player & 1) == 0) {
          int before = Integer.bitCount(mask);
          BigInteger orders = factorial(before).multiply(factorial(players.size() - before - 1));
          long gain = worth[mask | 1 << player] - worth[mask];
          value =
              value.plus(
                  new Fraction(
                      orders.multiply(BigInteger.valueOf(gain)), factorial(players.size())));
        }
      }
      expected.put(players.get(player), value);
    }
    assertThat(game.values()).isEqualTo(expected);
  }

  private static Set<String> subset(List<String> players, int mask) {
    Set<String> subset = new HashSet<>();
    for (int player = 0; player < players.size(); player++) {
      if ((mask >> player & 1) != 0) {
        subset.add(players.get(player));
      }
    }
    return subset;
  }

  private static BigInteger factorial(int number) {
    BigInteger product = BigInteger.ONE;
    for (int factor = 2; factor <= number; factor++) {
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return product;
  }

  @Property
  void theValueOfASumIsTheSumOfValues(
      @ForAll("games") ShapleyGame game, @ForAll("games") ShapleyGame other) {
    ShapleyGame sum = game.plus(other);
    for (String channel : CHANNELS) {
      assertThat(value(sum, channel)).isEqualTo(value(game, channel).plus(value(other, channel)));
    }
  }

  @Property
  void aChannelThatAddsNothingGetsNothing(@ForAll("dividends") Map<Set<String>, Long> dividends) {
    Map<Set<String>, Long> more = new HashMap<>(dividends);
    more.put(Set.of("dummy"), 0L);
    more.put(Set.of("dummy", "a"), 0L);
    ShapleyGame game = ShapleyGame.ofDividends(more);
    assertThat(value(game, "dummy")).isEqualTo(Fraction.ZERO);
  }

  @Property
  void channelsThatAddTheSameGetTheSame(@ForAll("dividends") Map<Set<String>, Long> dividends) {
    Map<Set<String>, Long> both = new HashMap<>();
    dividends.forEach(
        (channels, dividend) -> {
          both.merge(channels, dividend, Long::sum);
          both.merge(exchanged(channels), dividend, Long::sum);
        });
    ShapleyGame game = ShapleyGame.ofDividends(both);
    assertThat(value(game, "a")).isEqualTo(value(game, "b"));
  }

  private static Set<String> exchanged(Set<String> channels) {
    Set<String> exchanged = new HashSet<>();
    for (String channel : channels) {
      exchanged.add(channel.equals("a") ? "b" : channel.equals("b") ? "a" : channel);
    }
    return exchanged;
  }

  @Property
  void worthsAreEarnedAgain(@ForAll("dividends") Map<Set<String>, Long> worths) {
    ShapleyGame game = ShapleyGame.ofWorths(worths);
    worths.forEach((channels, worth) -> assertThat(game.worth(channels)).isEqualTo(worth));
  }

  @Property
  void aConversionIsDividedEquallyAmongTheChannelsOfItsPath(
      @ForAll("paths") List<List<String>> paths) {
    ChannelPaths counted = new ChannelPaths();
    NavigableMap<String, Fraction> expected = new TreeMap<>();
    for (List<String> path : paths) {
      counted.add(path, 3, 1);
      Set<String> distinct = new HashSet<>(path);
      for (String channel : distinct) {
        expected.merge(channel, Fraction.of(3, distinct.size()), Fraction::plus);
      }
    }
    assertThat(ShapleyGame.ofPaths(counted).values()).isEqualTo(expected);
    long sum = 0;
    for (long weight : ShapleyGame.ofPaths(counted).freeze().weights().values()) {
      sum += weight;
    }
    assertThat(sum).isBetween(ModelVersion.SCALE - 5, ModelVersion.SCALE + 5);
  }

  @Provide
  Arbitrary<List<List<String>>> paths() {
    return Arbitraries.of(CHANNELS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<Map<Set<String>, Long>> dividends() {
    return Arbitraries.maps(
            Arbitraries.of(CHANNELS).set().ofMinSize(1).ofMaxSize(6),
            Arbitraries.longs().between(-1_000, 1_000))
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<ShapleyGame> games() {
    return dividends()
        .map(
            dividends ->
                dividends.size() % 2 == 0
                    ? ShapleyGame.ofDividends(dividends)
                    : ShapleyGame.ofWorths(dividends));
  }
}

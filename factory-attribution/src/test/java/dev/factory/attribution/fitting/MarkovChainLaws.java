package dev.factory.attribution.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MarkovChainLaws {
  /**
   * @param channels in order
   */
  record Path(List<String> channels, int converted, int lost) {}

  private static MarkovChain fit(List<Path> paths, int order) {
    ChannelPaths counted = new ChannelPaths();
    paths.forEach(path -> counted.add(path.channels(), path.converted(), path.lost()));
    return MarkovChain.fit(counted, order);
  }

  private static long billionths(Fraction fraction) {
    return new BigDecimal(fraction.numerator())
        .multiply(BigDecimal.valueOf(MarkovChain.WHOLE))
        .divide(new BigDecimal(fraction.denominator()), MathContext.DECIMAL128)
        .longValue();
  }

  @Property
  void oneInversionGivesWhatSolvingWithoutEachChannelGivesExactly(
      @ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 1, max = 4) int order) {
    MarkovChain chain = fit(paths, order);
    if (chain.states() > 40) {
      return;
    }
    NavigableMap<String, Long> effects = chain.removalEffects();
    Map<String, Fraction> exact = chain.exactRemovalEffects();
    assertThat(effects.keySet()).isEqualTo(exact.keySet());
    exact.forEach(
        (channel, effect) ->
            assertThat(effects.get(channel)).isCloseTo(billionths(effect), within(2L)));
  }

  @Property
  void effectsArePartsOfTheWhole(
      @ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 1, max = 4) int order) {
    assertThat(fit(paths, order).removalEffects().values())
        .allSatisfy(effect -> assertThat(effect).isBetween(0L, MarkovChain.WHOLE));
  }

  @Property
  void stayingOnAChannelChangesNoEffect(
      @ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 0, max = 5) int where) {
    List<Path> lingering = new ArrayList<>();
    for (Path path : paths) {
      List<String> channels = new ArrayList<>(path.channels());
      int at = where % channels.size();
      channels.add(at, channels.get(at));
      lingering.add(new Path(channels, path.converted(), path.lost()));
    }
    NavigableMap<String, Long> effects = fit(paths, 1).removalEffects();
    fit(lingering, 1)
        .removalEffects()
        .forEach(
            (channel, effect) -> assertThat(effect).isCloseTo(effects.get(channel), within(2L)));
  }

  @Property
  void aChannelOfEveryConvertingPathHasAllOfIt(@ForAll("paths") List<Path> paths) {
    List<Path> gated = new ArrayList<>();
    for (Path path : paths) {
      List<String> channels = new ArrayList<>(path.channels());
      channels.add("gate");
      gated.add(new Path(channels, path.converted(), path.lost()));
    }
    assertThat(fit(gated, 1).removalEffects()).containsEntry("gate", MarkovChain.WHOLE);
  }

  @Property
  void manyTimesThePathsGiveTheSameModel(
      @ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 2, max = 1_000) int times) {
    List<Path> more =
        paths.stream()
            .map(path -> new Path(path.channels(), path.converted() * times, path.lost() * times))
            .toList();
    NavigableMap<String, Long> effects = fit(paths, 2).removalEffects();
    fit(more, 2)
        .removalEffects()
        .forEach(
            (channel, effect) -> assertThat(effect).isCloseTo(effects.get(channel), within(2L)));
  }

  @Example
  void theTextbookChainHasTheEffectsOfTheTextbook() {
    // A>B>C converts, A is lost, B>C is lost: P = 1/3; without A, B, C: 1/6, 0, 0
    List<Path> paths =
        List.of(
            new Path(List.of("a", "b", "c"), 1, 0),
            new Path(List.of("a"), 0, 1),
            new Path(List.of("b", "c"), 0, 1));
    assertThat(fit(paths, 1).exactRemovalEffects())
        .containsEntry("a", Fraction.of(1, 2))
        .containsEntry("b", Fraction.ONE)
        .containsEntry("c", Fraction.ONE);
    assertThat(fit(paths, 1).removalEffects())
        .containsEntry("a", 500_000_000L)
        .containsEntry("b", 1_000_000_000L);
    assertThat(fit(paths, 1).freeze().kind()).isEqualTo("MARKOV-1");
  }

  @Example
  void pathsWithoutAConversionAreRefused() {
    assertThatThrownBy(() -> fit(List.of(new Path(List.of("a"), 0, 1)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no path converts");
  }

  @Provide
  Arbitrary<List<Path>> paths() {
    Arbitrary<Path> path =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "d", "e").list().ofMinSize(1).ofMaxSize(6),
                Arbitraries.integers().between(0, 20),
                Arbitraries.integers().between(0, 20))
            .as(Path::new)
            .filter(one -> one.converted() + one.lost() > 0);
    return path.list()
        .ofMinSize(1)
        .ofMaxSize(10)
        .filter(list -> list.stream().anyMatch(one -> one.converted() > 0));
  }
}

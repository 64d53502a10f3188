package dev.factory.cost.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.Quote;
import dev.factory.cost.provider.Message;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RouterLaws {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final PriceBook PRICES = PriceBook.standard();
  private static final CostBound BOUND = CostBound.by(PRICES, Duration.ofMinutes(15));
  private static final List<Target> TARGETS =
      List.of(
          Target.of("openai", "gpt-4o"),
          Target.of("openai", "gpt-4o-mini"),
          Target.of("openai", "gpt-4.1-nano"),
          Target.of("anthropic", "claude-3-haiku"),
          Target.of("anthropic", "claude-3-opus"),
          Target.of("google", "gemini-2.5-flash"),
          Target.of("openai", "nobody-has-a-price"));

  /** A model as it stands. */
  record Standing(
      Set<String> abilities,
      long context,
      long millis,
      boolean open,
      int room,
      int good,
      int all) {}

  @Provide
  Arbitrary<List<Standing>> standings() {
    return Combinators.combine(
            Arbitraries.of("tools", "json").set(),
            Arbitraries.of(1_000L, 16_000L, 200_000L),
            Arbitraries.longs().between(0, 3),
            Arbitraries.of(true, true, true, false),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 20))
        .as(
            (abilities, context, millis, open, room, good, bad) ->
                new Standing(abilities, context, millis, open, room, good, good + bad))
        .list()
        .ofSize(TARGETS.size());
  }

  @Provide
  Arbitrary<RouteRequest> requests() {
    return Combinators.combine(
            Arbitraries.of("tools", "json").set().ofMaxSize(1),
            Arbitraries.longs().between(1, 4_000),
            Arbitraries.longs().between(0, 30_000),
            Arbitraries.longs().between(0, 3_000),
            Arbitraries.of(0L, 100_000L, 5_000_000L, 1_000_000_000L))
        .as(
            (needs, most, input, output, available) ->
                new RouteRequest(
                    "classify",
                    needs,
                    ModelCall.of(most, Message.user("Is it good?")),
                    Usage.of(input, output),
                    new NanoMoney(CurrencyUnit.of("USD"), available),
                    "unit"));
  }

  @Property
  void theChoiceMeetsAllFiltersAndNoCandidateThatDoesIsCheaper(
      @ForAll("standings") List<Standing> standings, @ForAll("requests") RouteRequest request) {
    List<Target> fitting = new ArrayList<>();
    for (int index = 0; index < TARGETS.size(); index++) {
      if (fits(standings.get(index), TARGETS.get(index), request)) {
        fitting.add(TARGETS.get(index));
      }
    }
    Route route = router(standings).choose(AT, request);
    if (route instanceof Route.Chosen chosen) {
      assertThat(chosen.targets()).containsExactlyInAnyOrderElementsOf(fitting);
      long cheapest = fitting.stream().mapToLong(one -> cost(one, request)).min().orElseThrow();
      assertThat(cost(chosen.targets().get(0), request)).isEqualTo(cheapest);
      assertThat(chosen.expected().femtos()).isEqualTo(cheapest);
      assertThat(chosen.targets().stream().map(one -> cost(one, request)).toList()).isSorted();
      assertThat(chosen.rejected()).hasSize(TARGETS.size() - fitting.size());
    } else {
      assertThat(fitting).isEmpty();
      assertThat(((Route.NobodyFits) route).rejected()).hasSize(TARGETS.size());
    }
  }

  private static boolean fits(Standing standing, Target target, RouteRequest request) {
    Bound bound = BOUND.upper(AT, request.call().shape(target.price()));
    return standing.abilities().containsAll(request.needs())
        && request.expected().input() + request.call().maxOutput() <= standing.context()
        && bound instanceof Bound.AtMost most
        && most.amount().nanos() <= request.available().nanos()
        && standing.open()
        && standing.room() > 0
        && QualityFloor.lowerBound(standing.good(), standing.all()) >= 0.7;
  }

  private static long cost(Target target, RouteRequest request) {
    return ((Quote) PRICES.priceAt(AT, target.price())).cost(request.expected()).femtos();
  }

  private static Router router(List<Standing> standings) {
    QualityScores scores = new QualityScores();
    List<Candidate> candidates = new ArrayList<>();
    for (int index = 0; index < TARGETS.size(); index++) {
      Standing standing = standings.get(index);
      Target target = TARGETS.get(index);
      for (int answer = 0; answer < standing.all(); answer++) {
        scores.judged("classify", target, answer < standing.good());
      }
      candidates.add(
          new Candidate(
              target,
              standing.abilities(),
              standing.context(),
              Duration.ofMillis(standing.millis())));
    }
    RouteHealth health =
        new RouteHealth() {
          @Override
          public boolean isOpenFor(Target target) {
            return standings.get(TARGETS.indexOf(target)).open();
          }

          @Override
          public int headRoom(Target target) {
            return standings.get(TARGETS.indexOf(target)).room();
          }
        };
    return Router.over(candidates, PRICES, BOUND, scores, health, Map.of());
  }
}

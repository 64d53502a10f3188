package dev.factory.cost.route;

import dev.factory.cost.bound.Bound;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.Quote;
import dev.factory.cost.price.UnknownPriceException;
import dev.factory.cost.provider.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who answers: of the models that can do it, are known to be good enough, have room and a
 * price, and cannot cost more than there is, the one that will probably cost least; of equal ones
 * the fastest, then the first by name. The others stand in, in that order.
 *
 * <p>The choice is a function of its arguments, of the scores and of the gateway's health. It holds
 * nothing: the guard reserves, and may find that the money is gone meanwhile. <b>Threads:</b> safe
 * for use by many threads.
 */
public final class Router {
  private static final Comparator<Priced> CHEAPEST =
      Comparator.comparingLong((Priced one) -> one.cost.femtos())
          .thenComparing(one -> one.candidate.latency())
          .thenComparing(one -> one.candidate.target().name())
          .thenComparing(one -> one.candidate.target().toString());

  private final List<Candidate> candidates;
  private final PriceBook prices;
  private final CostBound bound;
  private final QualityScores scores;
  private final RouteHealth health;
  private final Map<String, QualityFloor> floors;
  private final List<Trial> trials;
  private final List<Shadow> shadows;

  private Router(
      List<Candidate> candidates,
      PriceBook prices,
      CostBound bound,
      QualityScores scores,
      RouteHealth health,
      Map<String, QualityFloor> floors,
      List<Trial> trials,
      List<Shadow> shadows) {
    this.candidates = List.copyOf(candidates);
    this.prices = prices;
    this.bound = bound;
    this.scores = scores;
    this.health = health;
    this.floors = Map.copyOf(floors);
    this.trials = List.copyOf(trials);
    this.shadows = List.copyOf(shadows);
  }

  /**
   * {@return a router without trials and shadows}
   *
   * @param floors of features; {@link QualityFloor#OVERALL} for a feature that is not among them
   */
  public static Router over(
      List<Candidate> candidates,
      PriceBook prices,
      CostBound bound,
      QualityScores scores,
      RouteHealth health,
      Map<String, QualityFloor> floors) {
    return new Router(candidates, prices, bound, scores, health, floors, List.of(), List.of());
  }

  /** {@return the same with trials; of two for one feature the first counts} */
  public Router trying(List<Trial> more) {
    return new Router(candidates, prices, bound, scores, health, floors, more, shadows);
  }

  /** {@return the same with shadows} */
  public Router shadowing(List<Shadow> more) {
    return new Router(candidates, prices, bound, scores, health, floors, trials, more);
  }

  private record Priced(Candidate candidate, ExactCost cost) {}

  /** {@return who answers a call that is made at {@code at}} */
  public Route choose(Instant at, RouteRequest request) {
    Target armed = arm(request);
    Map<Target, Rejection> rejected = new HashMap<>();
    List<Priced> fitting = new ArrayList<>();
    Priced first = null;
    for (Candidate candidate : candidates) {
      Target target = candidate.target();
      ExactCost cost = expectedCost(at, target, request);
      boolean isArmed = target.equals(armed);
      Rejection rejection = rejection(at, candidate, request, cost, isArmed);
      if (rejection != null || cost == null) {
        rejected.put(target, rejection == null ? Rejection.UNKNOWN_PRICE : rejection);
      } else if (isArmed) {
        first = new Priced(candidate, cost);
      } else {
        fitting.add(new Priced(candidate, cost));
      }
    }
    fitting.sort(CHEAPEST);
    if (first != null) {
      fitting.add(0, first);
    }
    if (fitting.isEmpty()) {
      return new Route.NobodyFits(rejected);
    }
    List<Target> targets = fitting.stream().map(one -> one.candidate.target()).toList();
    return new Route.Chosen(
        targets, fitting.get(0).cost, shadowsOf(request, targets.get(0)), rejected);
  }

  private @Nullable Target arm(RouteRequest request) {
    for (Trial trial : trials) {
      if (trial.feature().equals(request.feature())) {
        return trial.armOf(request.unit()).map(Trial.Arm::target).orElse(null);
      }
    }
    return null;
  }

  private List<Target> shadowsOf(RouteRequest request, Target answering) {
    return shadows.stream()
        .filter(shadow -> shadow.sees(request) && !shadow.target().equals(answering))
        .map(Shadow::target)
        .toList();
  }

  private @Nullable ExactCost expectedCost(Instant at, Target target, RouteRequest request) {
    try {
      return prices.priceAt(at, target.price()) instanceof Quote quote
          ? quote.cost(request.expected())
          : null;
    } catch (UnknownPriceException noPriceOfAUnit) {
      return null;
    }
  }

  private @Nullable Rejection rejection(
      Instant at,
      Candidate candidate,
      RouteRequest request,
      @Nullable ExactCost cost,
      boolean isArmed) {
    Target target = candidate.target();
    if (!candidate.abilities().containsAll(request.needs())) {
      return Rejection.ABILITY;
    }
    if (!fits(candidate, request)) {
      return Rejection.CONTEXT;
    }
    if (cost == null
        || !(bound.upper(at, request.call().shape(target.price())) instanceof Bound.AtMost most)) {
      return Rejection.UNKNOWN_PRICE;
    }
    if (most.amount().compareTo(request.available()) > 0) {
      return Rejection.BUDGET;
    }
    if (!health.isOpenFor(target)) {
      return Rejection.BREAKER;
    }
    if (health.headRoom(target) < 1) {
      return Rejection.HEAD_ROOM;
    }
    QualityFloor floor = floors.getOrDefault(request.feature(), QualityFloor.OVERALL);
    // a trial is how a model proves itself
    return isArmed || scores.meets(floor, request.feature(), target) ? null : Rejection.QUALITY;
  }

  private static boolean fits(Candidate candidate, RouteRequest request) {
    long room = candidate.context() - request.expected().input();
    return request.call().maxOutput() <= room;
  }
}

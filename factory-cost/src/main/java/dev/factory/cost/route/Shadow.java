package dev.factory.cost.route;

import dev.factory.cost.provider.Target;

/**
 * A model that is asked beside the one that answers, so that its answers can be judged before
 * anybody depends on them. They cost money and fall under the same budgets.
 *
 * @param feature whose calls it sees
 * @param target which model
 * @param basisPoints how many of 10,000 units, 1 to 10,000
 */
public record Shadow(String feature, Target target, int basisPoints) {

  /** Refuses a part that is none. */
  public Shadow {
    if (basisPoints < 1 || basisPoints > 10_000) {
      throw new IllegalArgumentException("a shadow sees 1 to 10000 of 10000 units");
    }
  }

  boolean sees(RouteRequest request) {
    return request.feature().equals(feature)
        && Trial.share("shadow " + target.name(), request.unit()) < basisPoints;
  }
}

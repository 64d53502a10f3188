package dev.factory.cost.route;

import dev.factory.cost.money.ExactCost;
import dev.factory.cost.provider.Target;
import java.util.List;
import java.util.Map;

/** Who is asked. */
public sealed interface Route {

  /**
   * Somebody can answer.
   *
   * @param targets who is asked, and who stands in if that fails, the cheapest first; at least one.
   *     In a trial, the arm's model stands before them
   * @param expected what the first will probably cost
   * @param shadows who is asked beside it; may be empty
   * @param rejected everybody else, and why
   */
  record Chosen(
      List<Target> targets,
      ExactCost expected,
      List<Target> shadows,
      Map<Target, Rejection> rejected)
      implements Route {
    /** Copies the lists and the map. */
    public Chosen {
      targets = List.copyOf(targets);
      shadows = List.copyOf(shadows);
      rejected = Map.copyOf(rejected);
    }
  }

  /**
   * Nobody can.
   *
   * @param rejected everybody, and why
   */
  record NobodyFits(Map<Target, Rejection> rejected) implements Route {
    /** Copies the map. */
    public NobodyFits {
      rejected = Map.copyOf(rejected);
    }
  }
}

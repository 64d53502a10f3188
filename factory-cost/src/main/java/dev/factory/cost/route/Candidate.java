package dev.factory.cost.route;

import dev.factory.cost.provider.Target;
import java.time.Duration;
import java.util.Set;

/**
 * A model that may be asked.
 *
 * @param target how it is asked and priced
 * @param abilities what it can do, in the host's words: {@code tools}, {@code json}, {@code vision}
 * @param context the most tokens of input and output together, above zero
 * @param latency how long it usually takes, zero or more; decides between equal costs
 */
public record Candidate(Target target, Set<String> abilities, long context, Duration latency) {

  /** Copies the abilities; refuses a context without room. */
  public Candidate {
    abilities = Set.copyOf(abilities);
    if (context < 1 || latency.isNegative()) {
      throw new IllegalArgumentException("a model takes at least one token and no negative time");
    }
  }
}

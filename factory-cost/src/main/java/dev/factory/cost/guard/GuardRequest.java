package dev.factory.cost.guard;

import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.Target;
import java.util.List;

/**
 * A call that is to be made.
 *
 * @param id tells it from every other, and is the same when it is asked again; 1 to 150 characters
 *     without {@code #} and {@code ~}
 * @param tags on whose behalf; the tenant is among them. Provider and model are added by the guard
 * @param call the question
 * @param targets who is asked, in order, at least one
 * @param reuse whether an answer that is known will do
 */
public record GuardRequest(
    String id, SpendTags tags, ModelCall call, List<Target> targets, Reuse reuse) {
  private static final int MOST = 150;

  /** Whether an answer that is known will do. */
  public enum Reuse {
    /** It will, and the answer to this call may be given to others of the same tenant. */
    KNOWN_WILL_DO,
    /** It will not, and the answer is not kept. */
    FRESH
  }

  /** Copies the targets; refuses ids that the guard could not extend. */
  public GuardRequest {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a call has at least one target");
    }
    if (id.isEmpty() || id.length() > MOST || id.indexOf('#') >= 0 || id.indexOf('~') >= 0) {
      throw new IllegalArgumentException(
          "the id of a call is 1 to " + MOST + " characters without # and ~");
    }
  }

  /** {@return a call whose answer may come from the cache} */
  public static GuardRequest of(String id, SpendTags tags, ModelCall call, Target... targets) {
    return new GuardRequest(id, tags, call, List.of(targets), Reuse.KNOWN_WILL_DO);
  }

  /** {@return the same call, to be answered anew} */
  public GuardRequest fresh() {
    return new GuardRequest(id, tags, call, targets, Reuse.FRESH);
  }
}

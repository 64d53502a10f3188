package dev.factory.cost.route;

import dev.factory.cost.provider.Target;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the answers of each model were judged, for each feature by itself, on this node.
 *
 * <p>A model that nobody has asked cannot have proved anything, so a host vouches for those it
 * begins with; others prove themselves in the shadow or in a trial. <b>Threads:</b> safe for use by
 * many threads.
 */
public final class QualityScores {
  private static final long ENOUGH = 30;

  private final Map<Key, Tally> tallies = new ConcurrentHashMap<>();
  private final Set<Key> vouched = ConcurrentHashMap.newKeySet();

  private record Key(String feature, Target target) {}

  private record Tally(long good, long all) {}

  /** No answer was judged, and nobody is vouched for. */
  public QualityScores() {}

  /** Counts an answer that was judged. */
  public void judged(String feature, Target target, boolean good) {
    tallies.merge(
        new Key(feature, target),
        new Tally(good ? 1 : 0, 1),
        (sum, one) -> new Tally(sum.good + one.good, sum.all + one.all));
  }

  /** Lets a model be asked without proof until {@code judged} says otherwise 30 times. */
  public void vouchFor(String feature, Target target) {
    vouched.add(new Key(feature, target));
  }

  /** {@return whether a model has proved to be good enough, or is vouched for} */
  public boolean meets(QualityFloor floor, String feature, Target target) {
    Key key = new Key(feature, target);
    Tally tally = tallies.getOrDefault(key, new Tally(0, 0));
    boolean stillVouched = vouched.contains(key) && tally.all < ENOUGH;
    return stillVouched || floor.isProvedBy(tally.good, tally.all);
  }
}

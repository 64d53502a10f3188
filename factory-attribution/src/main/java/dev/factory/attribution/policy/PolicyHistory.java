package dev.factory.attribution.policy;

import dev.factory.core.FactoryException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The rules in two times: since when they hold, and since when they are known. What was known at an
 * instant is a {@link PolicyBook} that no later publication changes, so what was computed then can
 * be computed again. Immutable.
 */
public final class PolicyHistory {
  private final List<PublishedPolicy> published;

  private PolicyHistory(List<PublishedPolicy> published) {
    this.published = published;
  }

  /**
   * {@return the history of these publications, in any order}
   *
   * @throws FactoryException {@code attribution.policy-overlap} if two versions hold for one time
   */
  public static PolicyHistory of(Collection<PublishedPolicy> published) {
    PolicyHistory history = new PolicyHistory(List.copyOf(published));
    history.asOf(Instant.MAX);
    return history;
  }

  /** {@return what was known at {@code instant}: all that was published then or before} */
  public PolicyBook asOf(Instant instant) {
    return PolicyBook.of(
        published.stream()
            .filter(policy -> !policy.recordedAt().isAfter(instant))
            .map(PublishedPolicy::version)
            .toList());
  }

  /**
   * {@return the version that was in force at {@code validAt} as far as was known at {@code
   * knownAt}}
   *
   * @throws FactoryException {@code attribution.policy-gap} if none was known
   */
  public PolicyVersion inForceAt(Instant validAt, Instant knownAt) {
    return asOf(knownAt).inForceAt(validAt);
  }
}

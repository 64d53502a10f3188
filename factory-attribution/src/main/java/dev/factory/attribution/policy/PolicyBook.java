package dev.factory.attribution.policy;

import dev.factory.core.FactoryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All versions of the rules, without overlap, so that every instant has one version in force or
 * none. A version without an end holds until the next one begins. Immutable.
 */
public final class PolicyBook {
  private static final PolicyBook EMPTY = new PolicyBook(List.of());

  private final List<PolicyVersion> versions;

  private PolicyBook(List<PolicyVersion> sorted) {
    this.versions = sorted;
  }

  /** {@return a book without versions: nothing is in force at any time} */
  public static PolicyBook empty() {
    return EMPTY;
  }

  /**
   * {@return the book of these versions; repeated ones are taken once}
   *
   * @throws FactoryException {@code attribution.policy-overlap} if two of them hold for the same
   *     instant
   */
  public static PolicyBook of(Collection<PolicyVersion> versions) {
    List<PolicyVersion> sorted =
        versions.stream()
            .distinct()
            .sorted(Comparator.comparing(PolicyVersion::validFrom))
            .toList();
    for (int next = 1; next < sorted.size(); next++) {
      requireApart(sorted.get(next - 1), sorted.get(next));
    }
    return new PolicyBook(sorted);
  }

  /** {@return the book of these versions}; see {@link #of(Collection)} */
  public static PolicyBook of(PolicyVersion... versions) {
    return of(List.of(versions));
  }

  /**
   * {@return this book and {@code version}; the same if it is there already}
   *
   * @throws FactoryException {@code attribution.policy-overlap} as in {@link #of(Collection)}
   */
  public PolicyBook with(PolicyVersion version) {
    List<PolicyVersion> more = new ArrayList<>(versions);
    more.add(version);
    return of(more);
  }

  /**
   * {@return this book with functions for its {@link CustomModel} models}
   *
   * @param models those whose ids the policies name; others are skipped
   */
  public PolicyBook binding(Collection<CustomModel> models) {
    Map<CreditModel, CreditModel> bound = new HashMap<>();
    models.forEach(model -> bound.put(model, model));
    return new PolicyBook(
        versions.stream()
            .map(version -> version.with(bound.getOrDefault(version.model(), version.model())))
            .toList());
  }

  /** {@return the versions, by their start} */
  public List<PolicyVersion> versions() {
    return versions;
  }

  /**
   * {@return the version in force at {@code instant}}
   *
   * @throws FactoryException {@code attribution.policy-gap} if there is none
   */
  public PolicyVersion inForceAt(Instant instant) {
    for (int index = versions.size() - 1; index >= 0; index--) {
      PolicyVersion version = versions.get(index);
      if (!instant.isBefore(version.validFrom())) {
        if (version.end().filter(end -> !instant.isBefore(end)).isPresent()) {
          throw gap(instant);
        }
        return version;
      }
    }
    throw gap(instant);
  }

  /** {@return the version with this hash, or empty if it is not in the book} */
  public Optional<PolicyVersion> byHash(PolicyHash hash) {
    return versions.stream().filter(version -> version.hash().equals(hash)).findFirst();
  }

  /** {@return the longest window of any version; zero if there is no version} */
  public Duration longestWindow() {
    return versions.stream()
        .map(PolicyVersion::longestWindow)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static void requireApart(PolicyVersion first, PolicyVersion next) {
    boolean sameStart = first.validFrom().equals(next.validFrom());
    if (sameStart || first.end().filter(end -> end.isAfter(next.validFrom())).isPresent()) {
      throw new FactoryException(
          "attribution.policy-overlap",
          "the policies "
              + first.hash()
              + " and "
              + next.hash()
              + " both hold at "
              + next.validFrom()
              + "; nothing was changed: let the second begin where the first ends, or leave the"
              + " first without an end");
    }
  }

  private static FactoryException gap(Instant instant) {
    return new FactoryException(
        "attribution.policy-gap",
        "no policy is in force at "
            + instant
            + "; nothing was computed for that time: publish a policy that holds then");
  }
}

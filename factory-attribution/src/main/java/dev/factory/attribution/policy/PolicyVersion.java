package dev.factory.attribution.policy;

import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules for conversions of one stretch of time. A version is never edited: other rules are
 * another version with another {@link #hash}, and credits name the version they were made by.
 *
 * @param validFrom the first instant it holds for, in whole seconds
 * @param validTo the first instant it no longer holds for, in whole seconds; null if it holds until
 *     the next version begins
 * @param windows how long before a conversion a touch may be, by kind and offer
 * @param offers which offers' touches count
 * @param model how credit is divided
 * @param publisherShare the publishers' part of the gross, at most 1; the rest is the platform's
 *     fee
 * @param filters what keeps a touch in its window from counting
 */
public record PolicyVersion(
    Instant validFrom,
    @Nullable Instant validTo,
    Windows windows,
    OfferMatch offers,
    CreditModel model,
    Rate publisherShare,
    TouchFilters filters) {

  /** Refuses wrong values. */
  public PolicyVersion {
    requireWholeSeconds("the start of a policy", validFrom);
    if (validTo != null) {
      requireWholeSeconds("the end of a policy", validTo);
      if (!validFrom.isBefore(validTo)) {
        throw new IllegalArgumentException("the end of a policy comes after its start");
      }
    }
    if (!publisherShare.isAtMostOne()) {
      throw new IllegalArgumentException(
          "the publishers' share is at most 1, not " + publisherShare);
    }
  }

  /**
   * Rules with exact windows, the same for all offers, and without filters.
   *
   * @param windows in whole seconds, zero or more, by kind of touch
   */
  public PolicyVersion(
      Instant validFrom,
      @Nullable Instant validTo,
      Map<TouchKind, Duration> windows,
      OfferMatch offers,
      CreditModel model,
      Rate publisherShare) {
    this(
        validFrom,
        validTo,
        Windows.exact(windows),
        offers,
        model,
        publisherShare,
        TouchFilters.NONE);
  }

  /**
   * {@return rules that credit clicks of any offer and hold until the next version begins}
   *
   * @param validFrom the first instant they hold for, in whole seconds
   * @param model how credit is divided
   * @param window how long before a conversion a click may be, in whole seconds
   * @param publisherShare the publishers' part, for example {@code Rate.parse("70%")}
   */
  public static PolicyVersion forClicks(
      Instant validFrom, CreditModel model, Duration window, Rate publisherShare) {
    return new PolicyVersion(
        validFrom, null, Map.of(TouchKind.CLICK, window), OfferMatch.ANY, model, publisherShare);
  }

  /** {@return the first instant it no longer holds for, or empty if the next version ends it} */
  public Optional<Instant> end() {
    return Optional.ofNullable(validTo);
  }

  /** {@return the same rules with other windows} */
  public PolicyVersion with(Windows other) {
    return new PolicyVersion(validFrom, validTo, other, offers, model, publisherShare, filters);
  }

  /** {@return the same rules with another model} */
  public PolicyVersion with(CreditModel other) {
    return new PolicyVersion(validFrom, validTo, windows, offers, other, publisherShare, filters);
  }

  /** {@return the same rules with other filters} */
  public PolicyVersion with(TouchFilters other) {
    return new PolicyVersion(validFrom, validTo, windows, offers, model, publisherShare, other);
  }

  /** {@return what no window is longer than} */
  public Duration longestWindow() {
    return windows.longest();
  }

  /** {@return the SHA-256 of {@link #canonicalJson}} */
  public PolicyHash hash() {
    return new PolicyHash(Sha256.of(canonicalJson()));
  }

  /**
   * {@return the version as canonical JSON (RFC 8785), which {@link #parse} reads back}
   *
   * <p>Members: {@code v} (1), {@code valid_from}, {@code valid_to} (left out if open), {@code
   * windows} (text of a {@link Window} by kind), {@code offer_windows} (the same by offer, left out
   * if there are none), {@code offers}, {@code model} (its name; an object with its parameters if
   * it has any), {@code publisher_share} (a fraction in lowest terms), {@code filters} (left out if
   * there are none).
   */
  public byte[] canonicalJson() {
    return CanonicalJson.of(members());
  }

  /** {@return the members of {@link #canonicalJson}, for an event that tells of this version} */
  public Map<String, Object> members() {
    return PolicyJson.members(this);
  }

  /**
   * {@return the version that {@code canonicalJson} describes}
   *
   * @throws FactoryException {@code attribution.unreadable-document} if it is not what {@link
   *     #canonicalJson} writes
   */
  public static PolicyVersion parse(byte[] canonicalJson) {
    return PolicyJson.parse(canonicalJson);
  }

  private static void requireWholeSeconds(String what, Instant instant) {
    if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(what + " is a whole second, not " + instant);
    }
  }
}

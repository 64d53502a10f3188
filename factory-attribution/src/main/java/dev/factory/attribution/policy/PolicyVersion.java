package dev.factory.attribution.policy;

import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.internal.JsonMembers;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.Rate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
 * @param windows how long before a conversion a touch of each kind may be, in whole seconds, zero
 *     or more; a kind that is left out is never credited. A touch is in the window exactly if
 *     {@code conversion.at - window <= touch.at <= conversion.at}: both ends belong to it
 * @param offers which offers' touches count
 * @param model how credit is divided
 * @param publisherShare the publishers' part of the gross, at most 1; the rest is the platform's
 *     fee
 */
public record PolicyVersion(
    Instant validFrom,
    @Nullable Instant validTo,
    Map<TouchKind, Duration> windows,
    OfferMatch offers,
    CreditModel model,
    Rate publisherShare) {

  private static final long FORMAT = 1;
  private static final String DOCUMENT = "a policy";
  private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

  /** Refuses wrong values and copies the windows. */
  public PolicyVersion {
    requireWholeSeconds("the start of a policy", validFrom);
    if (validTo != null) {
      requireWholeSeconds("the end of a policy", validTo);
      if (!validFrom.isBefore(validTo)) {
        throw new IllegalArgumentException("the end of a policy comes after its start");
      }
    }
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "a policy without windows credits nobody; give at least one kind of touch a window");
    }
    windows = Collections.unmodifiableMap(new EnumMap<>(windows));
    windows.forEach(PolicyVersion::requireWindow);
    if (!publisherShare.isAtMostOne()) {
      throw new IllegalArgumentException(
          "the publishers' share is at most 1, not " + publisherShare);
    }
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

  /** {@return the window for touches of {@code kind}, or empty if they are never credited} */
  public Optional<Duration> window(TouchKind kind) {
    return Optional.ofNullable(windows.get(kind));
  }

  /** {@return the longest of the windows} */
  public Duration longestWindow() {
    return Collections.max(windows.values());
  }

  /** {@return the SHA-256 of {@link #canonicalJson}} */
  public PolicyHash hash() {
    return new PolicyHash(Sha256.of(canonicalJson()));
  }

  /**
   * {@return the version as canonical JSON (RFC 8785), which {@link #parse} reads back}
   *
   * <p>Members: {@code v} (1), {@code valid_from}, {@code valid_to} (left out if open), {@code
   * windows} (ISO-8601 duration by kind), {@code offers}, {@code model}, {@code publisher_share} (a
   * fraction in lowest terms).
   */
  public byte[] canonicalJson() {
    return CanonicalJson.of(members());
  }

  /** {@return the members of {@link #canonicalJson}, for an event that tells of this version} */
  public Map<String, Object> members() {
    Map<String, Object> windowTexts = new LinkedHashMap<>();
    windows.forEach((kind, window) -> windowTexts.put(kind.name(), window.toString()));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("v", FORMAT);
    members.put("valid_from", validFrom.toString());
    end().ifPresent(end -> members.put("valid_to", end.toString()));
    members.put("windows", windowTexts);
    members.put("offers", offers.name());
    members.put("model", model.name());
    members.put("publisher_share", publisherShare.toString());
    return Collections.unmodifiableMap(members);
  }

  /**
   * {@return the version that {@code canonicalJson} describes}
   *
   * @throws FactoryException {@code attribution.unreadable-document} if it is not what {@link
   *     #canonicalJson} writes
   */
  public static PolicyVersion parse(byte[] canonicalJson) {
    JsonMembers members = new JsonMembers(DOCUMENT, CanonicalJson.parseObject(canonicalJson));
    members.requireVersion(FORMAT);
    try {
      return read(members);
    } catch (IllegalArgumentException | DateTimeException | FactoryException e) {
      throw members.damaged("has a value that cannot be", e);
    }
  }

  private static PolicyVersion read(JsonMembers members) {
    String validTo = members.textOrNull("valid_to");
    JsonMembers windowTexts = members.object("windows");
    Map<TouchKind, Duration> windows = new EnumMap<>(TouchKind.class);
    for (String kind : windowTexts.names()) {
      windows.put(TouchKind.valueOf(kind), Duration.parse(windowTexts.text(kind)));
    }
    return new PolicyVersion(
        Instant.parse(members.text("valid_from")),
        validTo == null ? null : Instant.parse(validTo),
        windows,
        OfferMatch.valueOf(members.text("offers")),
        CreditModel.valueOf(members.text("model")),
        Rate.parse(members.text("publisher_share")));
  }

  private static void requireWindow(TouchKind kind, Duration window) {
    boolean whole = window.truncatedTo(ChronoUnit.SECONDS).equals(window);
    if (window.isNegative() || !whole || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new IllegalArgumentException(
          "the window for "
              + kind
              + " is zero or more whole seconds, at most "
              + LONGEST_WINDOW.toDays()
              + " days, not "
              + window);
    }
  }

  private static void requireWholeSeconds(String what, Instant instant) {
    if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(what + " is a whole second, not " + instant);
    }
  }
}

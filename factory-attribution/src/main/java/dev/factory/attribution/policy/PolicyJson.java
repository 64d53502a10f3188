package dev.factory.attribution.policy;

import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.internal.JsonMembers;
import dev.factory.attribution.policy.TouchFilters.Velocity;
import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.Rate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The JSON form of {@link PolicyVersion}. What is not used is left out, so old hashes hold. */
final class PolicyJson {
  private static final long FORMAT = 1;
  private static final String DOCUMENT = "a policy";

  private PolicyJson() {}

  static Map<String, Object> members(PolicyVersion policy) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("v", FORMAT);
    members.put("valid_from", policy.validFrom().toString());
    policy.end().ifPresent(end -> members.put("valid_to", end.toString()));
    members.put("windows", windows(policy.windows().byKind()));
    if (!policy.windows().byOffer().isEmpty()) {
      Map<String, Object> byOffer = new LinkedHashMap<>();
      policy
          .windows()
          .byOffer()
          .forEach((offer, windows) -> byOffer.put(offer.value(), windows(windows)));
      members.put("offer_windows", byOffer);
    }
    members.put("offers", policy.offers().name());
    members.put("model", ModelJson.of(policy.model()));
    members.put("publisher_share", policy.publisherShare().toString());
    if (!policy.filters().equals(TouchFilters.NONE)) {
      members.put("filters", filters(policy.filters()));
    }
    return Collections.unmodifiableMap(members);
  }

  private static Map<String, Object> windows(Map<TouchKind, Window> windows) {
    Map<String, Object> texts = new LinkedHashMap<>();
    windows.forEach((kind, window) -> texts.put(kind.name(), window.toString()));
    return texts;
  }

  private static Map<String, Object> filters(TouchFilters filters) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("marks", filters.marks().stream().map(Enum::name).toList());
    if (filters.repeatWithin() != null) {
      members.put("repeat_within", filters.repeatWithin().toString());
    }
    if (filters.velocity() != null) {
      members.put(
          "velocity",
          Map.of(
              "touches", filters.velocity().touches(),
              "within", filters.velocity().within().toString()));
    }
    if (filters.longestPath() < Integer.MAX_VALUE) {
      members.put("longest_path", filters.longestPath());
    }
    return members;
  }

  static PolicyVersion parse(byte[] canonicalJson) {
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
    Map<OfferId, Map<TouchKind, Window>> byOffer = new TreeMap<>();
    if (members.has("offer_windows")) {
      JsonMembers offers = members.object("offer_windows");
      for (String offer : offers.names()) {
        byOffer.put(new OfferId(offer), readWindows(offers.object(offer)));
      }
    }
    return new PolicyVersion(
        Instant.parse(members.text("valid_from")),
        validTo == null ? null : Instant.parse(validTo),
        new Windows(readWindows(members.object("windows")), byOffer),
        OfferMatch.valueOf(members.text("offers")),
        ModelJson.read(members),
        Rate.parse(members.text("publisher_share")),
        members.has("filters") ? readFilters(members.object("filters")) : TouchFilters.NONE);
  }

  private static Map<TouchKind, Window> readWindows(JsonMembers texts) {
    Map<TouchKind, Window> windows = new EnumMap<>(TouchKind.class);
    for (String kind : texts.names()) {
      windows.put(TouchKind.valueOf(kind), Window.parse(texts.text(kind)));
    }
    return windows;
  }

  private static TouchFilters readFilters(JsonMembers members) {
    Set<TouchMark> marks = EnumSet.noneOf(TouchMark.class);
    members.texts("marks").forEach(mark -> marks.add(TouchMark.valueOf(mark)));
    String repeat = members.textOrNull("repeat_within");
    JsonMembers velocity = members.has("velocity") ? members.object("velocity") : null;
    return new TouchFilters(
        marks,
        repeat == null ? null : Duration.parse(repeat),
        velocity == null
            ? null
            : new Velocity(
                Math.toIntExact(velocity.integer("touches")),
                Duration.parse(velocity.text("within"))),
        members.has("longest_path")
            ? Math.toIntExact(members.integer("longest_path"))
            : Integer.MAX_VALUE);
  }
}

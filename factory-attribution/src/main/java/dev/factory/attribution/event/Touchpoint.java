package dev.factory.attribution.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One meeting of a user with a publisher's offer.
 *
 * @param eventId tells it from every other touchpoint
 * @param userKey who it was
 * @param at when it was, from 1970 to 9999; what is finer than a microsecond is cut off
 * @param sequence settles the order of touchpoints of one user at one instant; 0 or more, 0 if
 *     unknown
 * @param kind how they met
 * @param publisherId whose it is; not {@link PublisherId#UNATTRIBUTED}
 * @param offerId what was offered
 * @param channel where it was, for example {@code email}; at most 128 characters, empty if unknown
 * @param flags marks set by the sender, for example {@code bot}; at most {@value #MAX_FLAGS}, each
 *     1 to 64 letters, digits, dots, hyphens or underscores
 * @param evidence what else is known, by name; at most {@value #MAX_EVIDENCE} names of lower-case
 *     letters, digits and underscores, values of 1 to {@value #MAX_EVIDENCE_LENGTH} characters;
 *     {@value #IP_HASH} and {@value #USER_AGENT} have columns of their own in the stores. All of it
 *     is taken as personal data
 */
public record Touchpoint(
    EventId eventId,
    UserKey userKey,
    Instant at,
    long sequence,
    TouchKind kind,
    PublisherId publisherId,
    OfferId offerId,
    String channel,
    Set<String> flags,
    Map<String, String> evidence) {

  /** The name of the evidence that holds the keyed hash of the user's address. */
  public static final String IP_HASH = "ip_hash";

  /** The name of the evidence that holds the browser's name for itself. */
  public static final String USER_AGENT = "user_agent";

  /**
   * The order in which a user's touchpoints are taken: time, then sequence, then event id. It is
   * total, so the same touchpoints always make the same path.
   */
  public static final Comparator<Touchpoint> PATH_ORDER =
      Comparator.comparing(Touchpoint::at)
          .thenComparingLong(Touchpoint::sequence)
          .thenComparing(Touchpoint::eventId);

  /** The most flags one touchpoint may have. */
  public static final int MAX_FLAGS = 32;

  /** The most pieces of evidence one touchpoint may have. */
  public static final int MAX_EVIDENCE = 16;

  /** The longest piece of evidence, in characters. */
  public static final int MAX_EVIDENCE_LENGTH = 4_096;

  private static final Pattern FLAG = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern EVIDENCE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /** Refuses wrong values, copies and sorts flags and evidence, cuts {@code at} to microseconds. */
  public Touchpoint {
    at = Times.micros(at);
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence is 0 or more, not " + sequence);
    }
    if (publisherId.equals(PublisherId.UNATTRIBUTED)) {
      throw new IllegalArgumentException(
          "the publisher id \"unattributed\" is kept for credit nobody gets; use another");
    }
    channel = Texts.upTo(Texts.MAX_ID, "a channel", channel);
    flags = sorted(flags);
    evidence = sorted(evidence);
  }

  /** {@return a click without channel, flags and evidence, and with sequence 0} */
  public static Touchpoint click(
      EventId eventId, UserKey userKey, Instant at, PublisherId publisherId, OfferId offerId) {
    return new Touchpoint(
        eventId, userKey, at, 0, TouchKind.CLICK, publisherId, offerId, "", Set.of(), Map.of());
  }

  /** {@return the same touchpoint with this evidence in place of what it had} */
  public Touchpoint withEvidence(Map<String, String> newEvidence) {
    return new Touchpoint(
        eventId, userKey, at, sequence, kind, publisherId, offerId, channel, flags, newEvidence);
  }

  /** {@return the same touchpoint with these flags in place of what it had} */
  public Touchpoint withFlags(Set<String> newFlags) {
    return new Touchpoint(
        eventId, userKey, at, sequence, kind, publisherId, offerId, channel, newFlags, evidence);
  }

  /** {@return the same touchpoint of another user} */
  public Touchpoint withUser(UserKey newUser) {
    return new Touchpoint(
        eventId, newUser, at, sequence, kind, publisherId, offerId, channel, flags, evidence);
  }

  private static Set<String> sorted(Set<String> flags) {
    if (flags.size() > MAX_FLAGS) {
      throw new IllegalArgumentException(
          "a touchpoint has at most " + MAX_FLAGS + " flags, not " + flags.size());
    }
    for (String flag : flags) {
      if (!FLAG.matcher(flag).matches()) {
        throw new IllegalArgumentException(
            "a flag is 1 to 64 letters, digits, dots, hyphens or underscores");
      }
    }
    return Collections.unmodifiableSet(new TreeSet<>(flags));
  }

  private static Map<String, String> sorted(Map<String, String> evidence) {
    if (evidence.size() > MAX_EVIDENCE) {
      throw new IllegalArgumentException(
          "a touchpoint has at most "
              + MAX_EVIDENCE
              + " pieces of evidence, not "
              + evidence.size());
    }
    evidence.forEach(
        (name, value) -> {
          if (!EVIDENCE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "a name of evidence is 1 to 64 lower-case letters, digits or underscores and"
                    + " begins with a letter");
          }
          if (value.isEmpty()) {
            throw new IllegalArgumentException(
                "the evidence " + name + " is empty; leave it out if it is unknown");
          }
          Texts.upTo(MAX_EVIDENCE_LENGTH, "the evidence " + name, value);
        });
    return Collections.unmodifiableMap(new TreeMap<>(evidence));
  }

  /** {@return what it is and whose, without user, evidence and anything else personal} */
  @Override
  public String toString() {
    return "Touchpoint["
        + kind
        + " "
        + eventId
        + " at "
        + at
        + " of "
        + publisherId
        + " for "
        + offerId
        + "]";
  }
}

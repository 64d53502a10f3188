package dev.factory.attribution.files;

import dev.factory.attribution.event.AddressHash;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.core.FactoryException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of touchpoints. */
final class TouchpointParser implements RowParser<Touchpoint> {
  private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

  private final @Nullable AddressHash addresses;

  /**
   * @param addresses hashes the column {@code ip}; null refuses files that have it
   */
  TouchpointParser(@Nullable AddressHash addresses) {
    this.addresses = addresses;
  }

  @Override
  public Set<String> required() {
    return Set.of(
        Columns.EVENT_ID, Columns.USER_KEY, Columns.AT, Columns.PUBLISHER_ID, Columns.OFFER_ID);
  }

  @Override
  public Set<String> optional() {
    return Set.of(
        Columns.SEQUENCE,
        Columns.KIND,
        Columns.CHANNEL,
        Columns.FLAGS,
        Columns.IP,
        Columns.IP_HASH,
        Columns.USER_AGENT);
  }

  @Override
  public Touchpoint parse(Cells cells) {
    Touchpoint plain =
        new Touchpoint(
            cells.id(Columns.EVENT_ID, EventId::new),
            cells.id(Columns.USER_KEY, UserKey::new),
            cells.time(Columns.AT),
            cells.wholeNumber(Columns.SEQUENCE, 0),
            cells.oneOf(Columns.KIND, TouchKind.class, TouchKind.CLICK),
            publisher(cells),
            cells.id(Columns.OFFER_ID, OfferId::new),
            "",
            Set.of(),
            Map.of());
    Map<String, String> evidence = evidence(cells);
    return withFlags(withChannel(plain, cells), cells).withEvidence(evidence);
  }

  private static PublisherId publisher(Cells cells) {
    PublisherId publisher = cells.id(Columns.PUBLISHER_ID, PublisherId::new);
    if (publisher.equals(PublisherId.UNATTRIBUTED)) {
      throw new CellException(
          Columns.PUBLISHER_ID, "is kept for credit nobody gets", "the id of a publisher");
    }
    return publisher;
  }

  private static Touchpoint withChannel(Touchpoint touch, Cells cells) {
    String channel = cells.optional(Columns.CHANNEL);
    return channel == null
        ? touch
        : Cells.checked(
            Columns.CHANNEL, "at most 128 characters", () -> with(touch, channel, Set.of()));
  }

  private static Touchpoint withFlags(Touchpoint touch, Cells cells) {
    Set<String> flags = cells.list(Columns.FLAGS);
    return Cells.checked(
        Columns.FLAGS,
        "at most "
            + Touchpoint.MAX_FLAGS
            + " flags with | between them, each 1 to 64 letters, digits, dots, hyphens or"
            + " underscores",
        () -> with(touch, touch.channel(), flags));
  }

  private static Touchpoint with(Touchpoint touch, String channel, Set<String> flags) {
    return new Touchpoint(
        touch.eventId(),
        touch.userKey(),
        touch.at(),
        touch.sequence(),
        touch.kind(),
        touch.publisherId(),
        touch.offerId(),
        channel,
        flags,
        touch.evidence());
  }

  private Map<String, String> evidence(Cells cells) {
    Map<String, String> evidence = new TreeMap<>();
    String hash = addressHash(cells);
    if (hash != null) {
      evidence.put(Touchpoint.IP_HASH, hash);
    }
    String userAgent = cells.optional(Columns.USER_AGENT);
    if (userAgent != null) {
      requireFit(userAgent);
      evidence.put(Touchpoint.USER_AGENT, userAgent);
    }
    return evidence;
  }

  private static void requireFit(String userAgent) {
    if (userAgent.length() > Touchpoint.MAX_EVIDENCE_LENGTH || userAgent.indexOf(0) >= 0) {
      throw new CellException(
          Columns.USER_AGENT,
          "is too long, or has a NUL character",
          "at most " + Touchpoint.MAX_EVIDENCE_LENGTH + " characters");
    }
  }

  private @Nullable String addressHash(Cells cells) {
    String address = cells.optional(Columns.IP);
    String hash = cells.optional(Columns.IP_HASH);
    if (address == null) {
      if (hash != null && !HASH.matcher(hash).matches()) {
        throw new CellException(
            Columns.IP_HASH, "is not a hash", "sha256: and 64 lower-case hex digits");
      }
      return hash;
    }
    if (addresses == null) {
      throw noKey();
    }
    if (hash != null) {
      throw new CellException(
          Columns.IP_HASH, "stands beside an address", "a value in ip or in ip_hash, not in both");
    }
    return Cells.checked(
        Columns.IP,
        "IPv4 such as 192.0.2.1 or IPv6 such as 2001:db8::1",
        () -> addresses.of(address));
  }

  /** Refuses a whole file; an address must not be dropped in silence, nor kept as it is. */
  @Override
  public void requireAllowed(Set<String> columns) {
    if (addresses == null && columns.contains(Columns.IP)) {
      throw noKey();
    }
  }

  private static FactoryException noKey() {
    return new FactoryException(
        "attribution.address-key-missing",
        "the file has addresses in the column ip and there is no key to hash them with; this row and"
            + " those after it were not read: open the files with an AddressHash, or take the"
            + " column out");
  }
}

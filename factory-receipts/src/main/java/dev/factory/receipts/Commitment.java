package dev.factory.receipts;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How a header commits to a payload: SHA-256 over 0x02, the hash of the clear members, and the
 * sorted digests of one salted disclosure for each personal member (disclosures as in RFC 9901,
 * section 4.2). Who lacks the salt cannot test a guess of the value against the digest.
 */
final class Commitment {
  private static final byte DOMAIN = 0x02;
  private static final int SALT_BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder UNBASE64 = Base64.getUrlDecoder();
  private static final String NO_DISCLOSURES = "[]";
  private static final String ERASED = "sha256:";

  private Commitment() {}

  /** A payload and the hash that commits to it. */
  record Committed(StoredPayload payload, ReceiptHash hash) {}

  /** Splits the event's data into clear and personal members, for the receipt with this id. */
  static Committed to(Event event, SubjectKeys keys, String ledger, UUID id) {
    Map<String, @Nullable Object> clear = event.data();
    List<String> disclosures = List.of();
    for (SubjectRef subject : event.subjects()) {
      Optional<byte[]> secret = keys.secret(subject.subject());
      if (secret.isPresent()) {
        if (disclosures.isEmpty()) {
          clear = new LinkedHashMap<>(clear);
          disclosures = new ArrayList<>();
        }
        for (String field : subject.fields().stream().sorted().toList()) {
          String salt = salt(secret.get(), ledger, id, field);
          disclosures.add(disclosure(salt, field, clear.remove(field)));
        }
      }
    }
    return commit(CanonicalJson.of(clear), disclosures);
  }

  private static Committed commit(byte[] clear, List<String> disclosures) {
    String listed =
        disclosures.isEmpty()
            ? NO_DISCLOSURES
            : new String(CanonicalJson.ofValue(disclosures), StandardCharsets.UTF_8);
    return new Committed(
        new StoredPayload(new String(clear, StandardCharsets.UTF_8), listed),
        hash(clear, disclosures));
  }

  private static ReceiptHash hash(byte[] clear, List<String> disclosures) {
    MessageDigest digest = Sha256.digest();
    byte[] clearHash = digest.digest(clear);
    digest.update(DOMAIN);
    digest.update(clearHash);
    disclosures.stream()
        .map(Commitment::digest)
        .sorted(Arrays::compareUnsigned)
        .forEach(digest::update);
    return ReceiptHash.of(digest.digest());
  }

  /** What the header commits to: the disclosure's digest, which an erased one has left behind. */
  private static byte[] digest(String disclosure) {
    return isErased(disclosure)
        ? ReceiptHash.parse(disclosure).bytes()
        : Sha256.of(disclosure.getBytes(StandardCharsets.US_ASCII));
  }

  /** A colon never stands in base64url. */
  private static boolean isErased(String disclosure) {
    return disclosure.startsWith(ERASED);
  }

  private static String salt(byte[] secret, String ledger, UUID id, String field) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] whole = mac.doFinal((ledger + id + field).getBytes(StandardCharsets.UTF_8));
      return BASE64.encodeToString(Arrays.copyOf(whole, SALT_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static String disclosure(String salt, String field, @Nullable Object value) {
    return BASE64.encodeToString(CanonicalJson.ofValue(Arrays.asList(salt, field, value)));
  }

  /**
   * {@return the payload as members, personal ones among the clear ones}
   *
   * @throws IllegalArgumentException if the payload is not the one {@code expected} commits to, or
   *     not in the form it was written in
   */
  static Map<String, @Nullable Object> open(StoredPayload payload, ReceiptHash expected) {
    byte[] clear = payload.data().getBytes(StandardCharsets.UTF_8);
    List<String> disclosures = disclosures(payload);
    if (!hash(clear, disclosures).equals(expected)) {
      throw new IllegalArgumentException("the payload is not the one the header commits to");
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>(CanonicalJson.parseObject(clear));
    for (String disclosure : disclosures) {
      if (isErased(disclosure)) {
        continue;
      }
      if (!(CanonicalJson.parseValue(UNBASE64.decode(disclosure)) instanceof List<?> parts)
          || parts.size() != 3
          || !(parts.get(1) instanceof String field)
          || members.containsKey(field)) {
        throw new IllegalArgumentException("a disclosure is [salt, name, value], each name once");
      }
      members.put(field, parts.get(2));
    }
    return members;
  }

  /** The digests of what was erased of a payload that is there. */
  static Set<ReceiptHash> erased(StoredPayload payload) {
    return disclosures(payload).stream()
        .filter(Commitment::isErased)
        .map(ReceiptHash::parse)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The texts of the disclosures that are there, by the names of their members. */
  static Map<String, String> byName(StoredPayload payload) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String disclosure : disclosures(payload)) {
      if (!isErased(disclosure)
          && CanonicalJson.parseValue(UNBASE64.decode(disclosure)) instanceof List<?> parts
          && parts.size() == 3
          && parts.get(1) instanceof String name) {
        byName.put(name, disclosure);
      }
    }
    return byName;
  }

  private static List<String> disclosures(StoredPayload payload) {
    if (payload.disclosures().equals(NO_DISCLOSURES)) {
      return List.of();
    }
    byte[] listed = payload.disclosures().getBytes(StandardCharsets.UTF_8);
    if (!CanonicalJson.isCanonical(listed)
        || !(CanonicalJson.parseValue(listed) instanceof List<?> items)) {
      throw new IllegalArgumentException("disclosures are a canonical JSON array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw new IllegalArgumentException("disclosures are a canonical JSON array of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** {@return whether this is the payload that {@code expected} commits to, in its exact form} */
  static boolean matches(StoredPayload payload, ReceiptHash expected) {
    try {
      byte[] clear = payload.data().getBytes(StandardCharsets.UTF_8);
      return hash(clear, disclosures(payload)).equals(expected);
    } catch (IllegalArgumentException | dev.factory.core.json.InvalidJsonException e) {
      return false;
    }
  }
}

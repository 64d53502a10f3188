package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.tlog.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One receipt: what was hashed and signed, the signature, and what it says.
 *
 * <p>Nothing here is checked against a key; see {@link ReceiptVerifier}.
 *
 * @param header what was hashed and signed
 * @param signature {@code ed25519:} and base64url
 * @param payload what it says; null if that was erased
 */
public record Receipt(ReceiptHeader header, String signature, @Nullable StoredPayload payload) {

  static Receipt of(StoredReceipt stored) {
    try {
      ReceiptHeader header = ReceiptHeader.parse(stored.header());
      return new Receipt(header, stored.signature(), stored.payload());
    } catch (IllegalArgumentException e) {
      throw damaged(stored.seq(), "its header is not in the form it was written in", e);
    }
  }

  private static FactoryException damaged(long seq, String problem, RuntimeException cause) {
    return new FactoryException(
        "receipts.damaged",
        "receipt "
            + seq
            + " is damaged: "
            + problem
            + "; nothing was changed: verify the ledger, and restore it from a backup",
        cause);
  }

  /** {@return the leaf of the header, by which proofs and reports name this receipt} */
  public ReceiptHash hash() {
    return MerkleTree.leafHash(header.canonical());
  }

  /**
   * {@return what the receipt says, personal members included, or empty if it was erased}
   *
   * @throws FactoryException {@code receipts.damaged} if the payload is not the one the header
   *     commits to
   */
  public Optional<Map<String, @Nullable Object>> data() {
    return Optional.ofNullable(payload).map(this::open);
  }

  private Map<String, @Nullable Object> open(StoredPayload kept) {
    try {
      return Commitment.open(kept, header.dataHash());
    } catch (IllegalArgumentException | InvalidJsonException e) {
      throw damaged(header.seq(), "its payload is not the one its header commits to", e);
    }
  }

  /**
   * {@return the receipt with only these personal members of its data, to be shown to a third
   * party} Of the others it has digests, so it verifies as before. Members in the clear stay.
   *
   * @param fields names of personal members; none shows no personal data at all
   * @throws IllegalArgumentException if the receipt has no such personal member
   */
  public Receipt disclosing(Set<String> fields) {
    if (payload == null) {
      throw new IllegalArgumentException("the payload of the receipt was erased");
    }
    Map<String, String> disclosures = Commitment.byName(payload);
    for (String field : fields) {
      if (!disclosures.containsKey(field)) {
        throw new IllegalArgumentException("the receipt has no personal member \"" + field + "\"");
      }
    }
    Set<String> hidden = new HashSet<>(disclosures.values());
    fields.forEach(field -> hidden.remove(disclosures.get(field)));
    return new Receipt(header, signature, payload.without(hidden));
  }

  /**
   * {@return the receipt as JSON, in the form of the hosted API}: the header's members, {@code
   * data} and {@code signature}, and {@code disclosures} if it has personal members. {@code data}
   * is left out if it was erased.
   */
  public byte[] toJson() {
    Map<String, @Nullable Object> json = CanonicalJson.parseObject(header.canonical());
    if (payload != null) {
      json.put("data", CanonicalJson.parseObject(utf8(payload.data())));
      if (CanonicalJson.parseValue(utf8(payload.disclosures())) instanceof List<?> list
          && !list.isEmpty()) {
        json.put("disclosures", list);
      }
    }
    json.put("signature", signature);
    return CanonicalJson.of(json);
  }

  /**
   * {@return the receipt that {@code json} holds, as {@link #toJson} or the hosted API writes it}
   *
   * @throws IllegalArgumentException naming the member that is missing or wrong
   */
  public static Receipt fromJson(byte[] json) {
    try {
      return of(CanonicalJson.parseObject(json));
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("a receipt is a JSON object", e);
    }
  }

  /** The same of what was parsed already. */
  static Receipt of(Map<String, @Nullable Object> json) {
    JsonMembers in = new JsonMembers(json);
    String signature = in.text("signature");
    StoredPayload payload =
        json.containsKey("data")
            ? new StoredPayload(
                text(CanonicalJson.of(in.object("data"))),
                text(CanonicalJson.ofValue(in.texts("disclosures"))))
            : null;
    Map<String, @Nullable Object> members = new LinkedHashMap<>(json);
    members.keySet().removeAll(List.of("signature", "data", "disclosures"));
    return new Receipt(ReceiptHeader.exactly(members), signature, payload);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    // never the payload: it may be personal
    return "Receipt[seq=" + header.seq() + ", id=" + header.id() + ", type=" + header.type() + "]";
  }
}

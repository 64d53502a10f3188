package dev.factory.receipts;

import dev.factory.core.journal.Event;
import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a receipt of type {@code receipt.erased} says: which payloads, or which personal members of
 * them, were erased on purpose, so that erased and lost differ. It holds no personal data: a digest
 * tells nothing to whoever lacks the salt, which went with the value.
 *
 * @param reason why, as a code of the host's, such as {@code gdpr.art17}
 * @param items what was erased
 */
public record ErasureCertificate(String reason, List<Item> items) {
  /** Type of the receipts that hold certificates. */
  public static final String TYPE = "receipt.erased";

  /** Copies the items. */
  public ErasureCertificate {
    items = List.copyOf(items);
  }

  /**
   * What was erased of one receipt.
   *
   * @param seq its position
   * @param id its id
   * @param fields names of the personal members that were erased, sorted; empty if the whole
   *     payload was
   * @param digests the digests that stayed in their places, in the order of {@code fields}
   */
  public record Item(long seq, UUID id, List<String> fields, List<ReceiptHash> digests) {

    /** Copies the lists; refuses fields without digests. */
    public Item {
      fields = List.copyOf(fields);
      digests = List.copyOf(digests);
      if (fields.size() != digests.size()) {
        throw new IllegalArgumentException("each erased field has one digest");
      }
    }

    /** {@return whether the whole payload was erased} */
    public boolean isWhole() {
      return fields.isEmpty();
    }
  }

  /**
   * {@return the certificate that a receipt holds}
   *
   * @throws IllegalArgumentException if the receipt holds none, or an unreadable one
   */
  public static ErasureCertificate of(Receipt receipt) {
    if (!receipt.header().type().equals(TYPE)) {
      throw new IllegalArgumentException("a receipt of another type holds no certificate");
    }
    JsonMembers data =
        new JsonMembers(
            receipt
                .data()
                .orElseThrow(
                    () -> new IllegalArgumentException("the certificate's payload is gone")));
    List<Item> items = new ArrayList<>();
    for (JsonMembers item : data.objects("receipts")) {
      items.add(
          new Item(
              item.integer("seq"),
              UUID.fromString(item.text("id")),
              item.texts("fields"),
              item.texts("digests").stream().map(ReceiptHash::parse).toList()));
    }
    return new ErasureCertificate(data.text("reason"), items);
  }

  /** The event whose receipt is this certificate; the same items make the same event. */
  Event event(List<String> streams) {
    List<Map<String, Object>> receipts = items.stream().map(ErasureCertificate::json).toList();
    String key =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Sha256.of(CanonicalJson.of(Map.of("receipts", receipts))));
    return new Event(
        TYPE, List.of(), Map.of("reason", reason, "receipts", receipts), TYPE + ":" + key, streams);
  }

  private static Map<String, Object> json(Item item) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", item.id().toString());
    json.put("seq", item.seq());
    if (!item.isWhole()) {
      json.put("fields", item.fields());
      json.put("digests", item.digests().stream().map(ReceiptHash::toString).toList());
    }
    return json;
  }
}

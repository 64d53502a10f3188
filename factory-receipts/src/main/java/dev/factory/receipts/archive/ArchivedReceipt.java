package dev.factory.receipts.archive;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.CanonicalWriter;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.ReceiptHeader;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.tlog.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A receipt on its line, complete: header bytes, idempotency key, payload and signature.
 *
 * @param stored as a store keeps it
 * @param header the same header, read
 * @param leaf its leaf
 */
record ArchivedReceipt(StoredReceipt stored, ReceiptHeader header, ReceiptHash leaf) {
  private static final int USUAL_BYTES = 2_048;

  /**
   * {@return the line of a receipt, without its end}
   *
   * @throws IllegalArgumentException if header or payload are not in the form they are written in,
   *     so that a line could not give them back
   */
  static byte[] encode(StoredReceipt stored) {
    CanonicalWriter line = new CanonicalWriter(USUAL_BYTES);
    // members in the order of their names, so that the line is canonical as a whole
    line.ascii("{\"header\":").raw(stored.header());
    line.ascii(",\"idem_key\":").string(stored.idempotencyKey());
    StoredPayload payload = stored.payload();
    if (payload != null) {
      line.ascii(",\"payload\":{\"data\":").raw(utf8(payload.data()));
      line.ascii(",\"disclosures\":").raw(utf8(payload.disclosures())).ascii("}");
    }
    line.ascii(",\"signature\":").string(stored.signature()).ascii("}");
    byte[] bytes = line.toByteArray();
    if (!decode(bytes).stored().equals(stored)) {
      throw new IllegalArgumentException("the columns beside a header differ from it");
    }
    return bytes;
  }

  /**
   * {@return the receipt on a line}
   *
   * @throws IllegalArgumentException if the line is not what {@link #encode} writes
   */
  static ArchivedReceipt decode(byte[] line) {
    try {
      if (!CanonicalJson.isCanonical(line)) {
        throw new IllegalArgumentException("a line is canonical JSON");
      }
      Members in = Members.of(line);
      Map<String, @Nullable Object> members = in.object("header");
      byte[] bytes = CanonicalJson.of(members);
      ReceiptHeader header = ReceiptHeader.parse(bytes);
      StoredReceipt stored =
          new StoredReceipt(
              header.seq(),
              header.id().toString(),
              header.type(),
              new Members(members).text("timestamp"),
              in.text("idem_key"),
              bytes,
              in.text("signature"),
              in.has("payload") ? payload(new Members(in.object("payload"))) : null);
      if (in.members().size() != (stored.payload() == null ? 3 : 4)) {
        throw new IllegalArgumentException("a line has members of its own");
      }
      return new ArchivedReceipt(stored, header, MerkleTree.leafHash(bytes));
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("a line is canonical JSON", e);
    }
  }

  private static StoredPayload payload(Members in) {
    if (in.members().size() != 2) {
      throw new IllegalArgumentException("a payload has members of its own");
    }
    return new StoredPayload(
        text(CanonicalJson.of(in.object("data"))),
        text(CanonicalJson.ofValue(in.texts("disclosures"))));
  }

  /** {@return whether something of the payload is gone} */
  boolean isErased() {
    StoredPayload payload = stored.payload();
    // base64url has no colon, so what has one is the digest an erased disclosure left
    return payload == null || payload.disclosures().indexOf(':') >= 0;
  }

  /**
   * {@return it as it is appended to a store after the receipt whose leaf its header names}
   *
   * @param erasures what it erases of receipts before it
   */
  NewReceipt asNew(List<Erasure> erasures) {
    return new NewReceipt(stored, leaf, header.prevHash(), header.streams(), erasures);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}

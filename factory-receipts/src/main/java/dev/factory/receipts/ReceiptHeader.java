package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.CanonicalWriter;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StreamLink;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is hashed and signed of a receipt: everything except the payload, to which it commits, and
 * the signature. Version 1; {@code factory-receipts/DESIGN.md} defines it to the byte.
 *
 * @param ledger name of the ledger, such as {@code factory.example/receipts/prod}
 * @param seq position in the ledger, from 0
 * @param id the receipt's own id, a UUIDv7
 * @param type what happened, such as {@code ClickRecorded}
 * @param timestamp when the ledger accepted it, in whole milliseconds, never before the receipt
 *     before it
 * @param dataHash commitment to the payload
 * @param prevReceipt id of the receipt before it; null for the first
 * @param prevHash leaf of the receipt before it; zeros for the first
 * @param streams its places in streams, sorted by key, at most 8
 * @param kid thumbprint (RFC 7638) of the key that signed it
 */
public record ReceiptHeader(
    String ledger,
    long seq,
    UUID id,
    String type,
    Instant timestamp,
    ReceiptHash dataHash,
    @Nullable UUID prevReceipt,
    ReceiptHash prevHash,
    List<StreamLink> streams,
    String kid) {

  /** The version of this form. */
  public static final int VERSION = 1;

  /** A header's canonical bytes are fewer than this. */
  public static final int MAX_BYTES = 65_536;

  private static final int USUAL_BYTES = 768;

  /** Copies the streams. */
  public ReceiptHeader {
    streams = List.copyOf(streams);
  }

  /** {@return the id of the receipt before it, or empty for the first} */
  public Optional<UUID> previous() {
    return Optional.ofNullable(prevReceipt);
  }

  /** {@return the bytes that are hashed and signed: RFC 8785 form of the header} */
  public byte[] canonical() {
    return write(Timestamps.format(timestamp));
  }

  /** The same for a sequencer, which writes one time a thousand times. */
  byte[] write(String formattedTimestamp) {
    CanonicalWriter out = new CanonicalWriter(USUAL_BYTES);
    // members in the order of their names, as RFC 8785 section 3.2.3 wants them
    out.ascii("{\"data_hash\":\"").ascii(dataHash.toString());
    out.ascii("\",\"id\":\"").ascii(id.toString());
    out.ascii("\",\"kid\":").string(kid);
    out.ascii(",\"ledger\":").string(ledger);
    out.ascii(",\"prev_hash\":\"").ascii(prevHash.toString());
    out.ascii("\",\"prev_receipt\":");
    if (prevReceipt == null) {
      out.ascii("null");
    } else {
      out.ascii("\"").ascii(prevReceipt.toString()).ascii("\"");
    }
    out.ascii(",\"seq\":").integer(seq);
    writeStreams(out);
    out.ascii(",\"timestamp\":\"").ascii(formattedTimestamp);
    out.ascii("\",\"type\":").string(type);
    out.ascii(",\"v\":").integer(VERSION).ascii("}");
    return out.toByteArray();
  }

  private void writeStreams(CanonicalWriter out) {
    if (streams.isEmpty()) {
      return;
    }
    String before = ",\"streams\":[";
    for (StreamLink link : streams) {
      out.ascii(before).ascii("{\"key\":").string(link.key());
      out.ascii(",\"prev\":\"").ascii(link.prev().toString());
      out.ascii("\",\"seq\":").integer(link.seq()).ascii("}");
      before = ",";
    }
    out.ascii("]");
  }

  /**
   * {@return the header that {@code canonical} holds}
   *
   * @throws IllegalArgumentException if the bytes are not exactly what {@link #canonical} would
   *     write for a header of version 1
   */
  public static ReceiptHeader parse(byte[] canonical) {
    try {
      return exactly(CanonicalJson.parseObject(canonical), canonical);
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("not a receipt header of version 1", e);
    }
  }

  /** {@return the header that has these members and no others} */
  static ReceiptHeader exactly(Map<String, @Nullable Object> json) {
    return exactly(json, CanonicalJson.of(json));
  }

  private static ReceiptHeader exactly(Map<String, @Nullable Object> json, byte[] canonical) {
    ReceiptHeader header;
    try {
      header = of(json);
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("not a receipt header of version 1", e);
    }
    if (canonical.length >= MAX_BYTES || !Arrays.equals(header.canonical(), canonical)) {
      throw new IllegalArgumentException("not the canonical form of a receipt header of version 1");
    }
    return header;
  }

  private static ReceiptHeader of(Map<String, @Nullable Object> json) {
    JsonMembers in = new JsonMembers(json);
    if (in.integer("v") != VERSION) {
      throw new IllegalArgumentException("a receipt header of another version than 1");
    }
    return new ReceiptHeader(
        in.text("ledger"),
        in.integer("seq"),
        UUID.fromString(in.text("id")),
        in.text("type"),
        Timestamps.parse(in.text("timestamp")),
        ReceiptHash.parse(in.text("data_hash")),
        in.isNull("prev_receipt") ? null : UUID.fromString(in.text("prev_receipt")),
        ReceiptHash.parse(in.text("prev_hash")),
        in.objects("streams").stream().map(ReceiptHeader::streamLink).toList(),
        in.text("kid"));
  }

  private static StreamLink streamLink(JsonMembers in) {
    return new StreamLink(in.text("key"), in.integer("seq"), ReceiptHash.parse(in.text("prev")));
  }
}

package dev.factory.receipts.spi;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One receipt as a store keeps it. The header is what counts; id, type and time stand beside it
 * only to be searched, as the very text the header has, and a verifier compares them.
 *
 * @param seq position in the ledger, from 0
 * @param id the header's {@code id}, as text
 * @param type the header's {@code type}
 * @param timestamp the header's {@code timestamp}, as text
 * @param idempotencyKey what tells it from every other receipt of the shard; not part of the header
 * @param header canonical bytes of the header; the array is neither copied nor changed
 * @param signature {@code ed25519:} and base64url, over the header
 * @param payload what it says; null if that was erased or lost
 */
@SuppressWarnings("ArrayRecordComponent") // not copied, as millions pass through; equals compares
public record StoredReceipt(
    long seq,
    String id,
    String type,
    String timestamp,
    String idempotencyKey,
    byte[] header,
    String signature,
    @Nullable StoredPayload payload) {

  /** {@return what it says, or empty if that was erased or lost} */
  public Optional<StoredPayload> kept() {
    return Optional.ofNullable(payload);
  }

  /** {@return the same receipt with this payload; null for none} */
  public StoredReceipt withPayload(@Nullable StoredPayload other) {
    return new StoredReceipt(seq, id, type, timestamp, idempotencyKey, header, signature, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredReceipt that
        && seq == that.seq
        && id.equals(that.id)
        && type.equals(that.type)
        && timestamp.equals(that.timestamp)
        && idempotencyKey.equals(that.idempotencyKey)
        && Arrays.equals(header, that.header)
        && signature.equals(that.signature)
        && Objects.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return Objects.hash(seq, id);
  }

  @Override
  public String toString() {
    // never the payload: it may be personal
    return "StoredReceipt[seq=" + seq + ", id=" + id + ", type=" + type + "]";
  }
}

package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads single members of receipts, with proof or not at all. */
final class FieldReader {
  private final ReceiptStore store;
  private final KeyHistory keys;

  FieldReader(ReceiptStore store, KeyHistory keys) {
    this.store = store;
    this.keys = keys;
  }

  FieldValue read(StoredReceipt stored, String field) {
    ReceiptHeader header;
    try {
      header = ReceiptHeader.parse(stored.header());
    } catch (IllegalArgumentException e) {
      return tampered(stored, Fault.Kind.MALFORMED_HEADER);
    }
    Optional<Fault.Kind> wrong = signature(stored, header);
    if (wrong.isPresent()) {
      boolean isKey =
          wrong.get() == Fault.Kind.UNKNOWN_KEY || wrong.get() == Fault.Kind.KEY_OUT_OF_RANGE;
      return isKey ? new FieldValue.UnknownKey(header.kid()) : tampered(stored, wrong.get());
    }
    if (header.seq() != stored.seq() || !header.id().toString().equals(stored.id())) {
      return tampered(stored, Fault.Kind.WRONG_INDEX);
    }
    return readPayload(stored, header, field);
  }

  private FieldValue readPayload(StoredReceipt stored, ReceiptHeader header, String field) {
    StoredPayload payload = stored.payload();
    if (payload == null) {
      return erased(stored, field, Set.of());
    }
    Map<String, @Nullable Object> members;
    try {
      members = Commitment.open(payload, header.dataHash());
    } catch (IllegalArgumentException | InvalidJsonException e) {
      return tampered(stored, Fault.Kind.WRONG_PAYLOAD);
    }
    if (members.containsKey(field)) {
      return new FieldValue.Present(members.get(field));
    }
    Set<ReceiptHash> gone = Commitment.erased(payload);
    return gone.isEmpty() ? new FieldValue.Absent() : erased(stored, field, gone);
  }

  /**
   * Looks for who certifies it.
   *
   * @param gone the digests that stand in the payload; none if all of it is gone
   */
  private FieldValue erased(StoredReceipt stored, String field, Set<ReceiptHash> gone) {
    Set<ReceiptHash> unexplained = new HashSet<>(gone);
    for (long seq : store.certificates(stored.seq())) {
      Receipt certificate = certificate(seq);
      if (certificate == null) {
        continue;
      }
      for (ErasureCertificate.Item item : ErasureCertificate.of(certificate).items()) {
        if (item.seq() != stored.seq() || (gone.isEmpty() && !item.isWhole())) {
          continue;
        }
        if (item.isWhole() || item.fields().contains(field)) {
          return new FieldValue.Erased(certificate);
        }
        item.digests().forEach(unexplained::remove);
      }
    }
    // what nobody certifies may have been this member: then it is not known to be absent
    return gone.isEmpty() || !unexplained.isEmpty()
        ? tampered(stored, Fault.Kind.MISSING_PAYLOAD)
        : new FieldValue.Absent();
  }

  /** The certificate at this position, or null if it proves nothing. */
  private @Nullable Receipt certificate(long seq) {
    List<StoredReceipt> found = new ArrayList<>(1);
    store.range(seq, seq + 1, found::add);
    try {
      for (StoredReceipt stored : found) {
        Receipt receipt = Receipt.of(stored);
        if (receipt.header().seq() == seq && signature(stored, receipt.header()).isEmpty()) {
          ErasureCertificate.of(receipt);
          return receipt;
        }
      }
    } catch (FactoryException | IllegalArgumentException e) {
      return null; // the index points to something else, or it is damaged
    }
    return null;
  }

  private Optional<Fault.Kind> signature(StoredReceipt stored, ReceiptHeader header) {
    return SignatureCheck.of(keys, header.kid(), header.seq(), stored.header(), stored.signature());
  }

  private static FieldValue tampered(StoredReceipt stored, Fault.Kind kind) {
    return new FieldValue.Tampered(new Fault(stored.seq(), kind));
  }
}

package dev.factory.receipts;

import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks signatures and payloads of some receipts. Each stands by itself, so this is what runs in
 * parallel.
 */
final class ContentCheck {
  private final KeyHistory keys;
  private final VerificationLevel level;

  ContentCheck(KeyHistory keys, VerificationLevel level) {
    this.keys = keys;
    this.level = level;
  }

  /** A stored receipt and its header. */
  record Item(StoredReceipt stored, ReceiptHeader header, long seq) {}

  Tally check(List<Item> items) {
    Tally tally = new Tally();
    for (Item item : items) {
      boolean signed = level.includes(VerificationLevel.SIGNATURES) && checkSignature(item, tally);
      if (level.includes(VerificationLevel.PAYLOADS)) {
        checkPayload(item, signed, tally);
      }
    }
    return tally;
  }

  private boolean checkSignature(Item item, Tally tally) {
    ReceiptHeader header = item.header();
    Optional<Fault.Kind> wrong =
        SignatureCheck.of(
            keys, header.kid(), item.seq(), item.stored().header(), item.stored().signature());
    if (wrong.isPresent()) {
      tally.fault(item.seq(), wrong.get());
      return false;
    }
    tally.signedBy(header.kid());
    return true;
  }

  private static void checkPayload(Item item, boolean signed, Tally tally) {
    StoredPayload payload = item.stored().payload();
    if (payload == null) {
      tally.gonePayload(item.seq(), Set.of());
      return;
    }
    if (!Commitment.matches(payload, item.header().dataHash())) {
      tally.fault(item.seq(), Fault.Kind.WRONG_PAYLOAD);
      return;
    }
    Set<ReceiptHash> erased = Commitment.erased(payload);
    if (erased.isEmpty()) {
      tally.intactPayload();
    } else {
      tally.gonePayload(item.seq(), erased);
    }
    // only what a trusted key signed excuses what is gone
    if (signed && item.header().type().equals(ErasureCertificate.TYPE)) {
      try {
        tally.certified(ErasureCertificate.of(Receipt.of(item.stored())).items());
      } catch (IllegalArgumentException | InvalidJsonException e) {
        tally.fault(item.seq(), Fault.Kind.WRONG_PAYLOAD);
      }
    }
  }
}

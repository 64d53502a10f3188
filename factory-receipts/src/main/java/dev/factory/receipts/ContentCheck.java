package dev.factory.receipts;

import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.internal.ed25519.Ed25519Batch;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures and payloads of some receipts. Each stands by itself, so this is what runs in
 * parallel.
 */
final class ContentCheck {
  private final KeyHistory keys;
  private final VerificationLevel level;
  private final boolean combined;

  /**
   * @param combined whether many signatures are checked in one equation
   */
  ContentCheck(KeyHistory keys, VerificationLevel level, boolean combined) {
    this.keys = keys;
    this.level = level;
    this.combined = combined;
  }

  /** A stored receipt and its header. */
  record Item(StoredReceipt stored, ReceiptHeader header, long seq) {}

  Tally check(List<Item> items) {
    Tally tally = new Tally();
    Set<Item> badlySigned = checkSignatures(items, tally);
    if (level.includes(VerificationLevel.PAYLOADS)) {
      items.forEach(item -> checkPayload(item, !badlySigned.contains(item), tally));
    }
    return tally;
  }

  private Set<Item> checkSignatures(List<Item> items, Tally tally) {
    Set<Item> bad = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<String, KeyBatch> byKey = new HashMap<>();
    for (Item item : items) {
      String kid = item.header().kid();
      Optional<Fault.Kind> wrongKey = SignatureCheck.ofKey(keys, kid, item.seq());
      Optional<Signatures.Signed> signed =
          Signatures.decode(item.stored().signature(), item.stored().header());
      if (wrongKey.isPresent() || signed.isEmpty()) {
        tally.fault(item.seq(), wrongKey.orElse(Fault.Kind.MALFORMED_SIGNATURE));
        bad.add(item);
      } else {
        byKey
            .computeIfAbsent(
                kid,
                any -> new KeyBatch(keys.find(kid).orElseThrow().key(), items.size(), combined))
            .add(item, signed.get());
      }
    }
    byKey.forEach((kid, batch) -> bad.addAll(batch.verify(kid, tally)));
    return bad;
  }

  /** Signatures of one key; receipts that share one have it checked once. */
  private static final class KeyBatch {
    private final Ed25519Batch batch;
    private final List<List<Item>> byPlace = new ArrayList<>();
    private Signatures.@Nullable Signed last;

    KeyBatch(PublicKey key, int capacity, boolean combined) {
      byte[] whole = {};
      this.batch =
          combined
              ? Ed25519Batch.combined(key.bytes(), whole, capacity)
              : Ed25519Batch.oneByOne(key.bytes(), whole, capacity);
    }

    void add(Item item, Signatures.Signed signed) {
      if (last == null || !last.isSame(signed)) {
        batch.add(signed.bytes(), signed.message());
        byPlace.add(new ArrayList<>(1));
        last = signed;
      }
      byPlace.get(byPlace.size() - 1).add(item);
    }

    List<Item> verify(String kid, Tally tally) {
      BitSet bad = batch.verify();
      List<Item> badlySigned = new ArrayList<>();
      for (int place = 0; place < byPlace.size(); place++) {
        for (Item item : byPlace.get(place)) {
          if (bad.get(place)) {
            tally.fault(item.seq(), Fault.Kind.BAD_SIGNATURE);
            badlySigned.add(item);
          } else {
            tally.signedBy(kid);
          }
        }
      }
      return badlySigned;
    }
  }

  /** Looks only at what became of the payload of a receipt that was looked at before. */
  Tally lookBack(StoredReceipt stored) {
    Tally tally = new Tally();
    if (level.includes(VerificationLevel.PAYLOADS)) {
      try {
        ReceiptHeader header = ReceiptHeader.parse(stored.header());
        checkPayload(new Item(stored, header, stored.seq()), false, tally);
      } catch (IllegalArgumentException e) {
        tally.fault(stored.seq(), Fault.Kind.MALFORMED_HEADER);
      }
    }
    return tally;
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

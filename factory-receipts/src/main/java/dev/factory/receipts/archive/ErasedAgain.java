package dev.factory.receipts.archive;

import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.ErasureCertificate;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredPayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a certificate in the archives erases once more: an archive that is older than the erasure
 * still has the payload, and restoring it must not bring that back.
 */
final class ErasedAgain {
  private ErasedAgain() {}

  /**
   * {@return what goes from payloads in {@code store} with this certificate, and also names those
   * from which it is gone already, so that the store knows whose certificate it is}
   *
   * @throws IllegalArgumentException if the certificate cannot be read, or erases what comes after
   */
  static List<Erasure> by(ArchivedReceipt archived, ReceiptStore store) {
    Receipt receipt =
        new Receipt(archived.header(), archived.stored().signature(), archived.stored().payload());
    List<Erasure> erasures = new ArrayList<>();
    for (ErasureCertificate.Item item : ErasureCertificate.of(receipt).items()) {
      if (item.seq() >= archived.header().seq()) {
        throw new IllegalArgumentException("a certificate erases what comes before it");
      }
      erasures.add(new Erasure(item.seq(), item.isWhole() ? Set.of() : disclosures(item, store)));
    }
    return erasures;
  }

  private static Set<String> disclosures(ErasureCertificate.Item item, ReceiptStore store) {
    Map<ReceiptHash, String> kept = new HashMap<>();
    store.range(
        item.seq(),
        item.seq() + 1,
        stored ->
            stored
                .kept()
                .ifPresent(
                    payload ->
                        texts(payload)
                            .forEach(text -> kept.put(StoredPayload.digest(text), text))));
    Set<String> disclosures = new HashSet<>();
    for (ReceiptHash digest : item.digests()) {
      String text = kept.get(digest);
      // no disclosure is bare hex, so this one matches none, and no set is empty, which means all
      disclosures.add(text == null ? digest.hex() : text);
    }
    return disclosures;
  }

  private static List<String> texts(StoredPayload payload) {
    byte[] listed = payload.disclosures().getBytes(StandardCharsets.UTF_8);
    List<String> texts = new ArrayList<>();
    if (CanonicalJson.parseValue(listed) instanceof List<?> items) {
      items.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }
}

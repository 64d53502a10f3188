package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Works out what an erasure removes and what its certificate says. It writes nothing. */
final class Eraser {
  private final ReceiptStore store;

  Eraser(ReceiptStore store) {
    this.store = store;
  }

  /**
   * What goes from one receipt.
   *
   * @param item for the certificate
   * @param erasure for the store
   */
  record Step(ErasureCertificate.Item item, Erasure erasure) {}

  /** What is left to erase of the selections; refuses all of them if one cannot be. */
  List<Step> plan(Collection<PayloadSelection> selections) {
    List<Step> steps = new ArrayList<>();
    for (PayloadSelection selection : selections) {
      StoredReceipt stored =
          store
              .byId(selection.receipt())
              .orElseThrow(
                  () ->
                      new FactoryException(
                          "receipts.unknown-receipt",
                          "there is no receipt "
                              + selection.receipt()
                              + "; nothing was erased: check the id"));
      if (Reserved.isReserved(stored.type())) {
        throw new FactoryException(
            "receipts.not-erasable",
            "receipt "
                + stored.seq()
                + " of type "
                + stored.type()
                + " belongs to the ledger itself and holds no personal data; nothing was erased");
      }
      StoredPayload payload = stored.payload();
      if (payload != null) {
        step(stored, payload, selection.fields(), steps);
      }
    }
    return steps;
  }

  private void step(
      StoredReceipt stored, StoredPayload payload, Set<String> fields, List<Step> steps) {
    if (fields.isEmpty()) {
      steps.add(
          new Step(
              new ErasureCertificate.Item(
                  stored.seq(), Receipt.of(stored).header().id(), List.of(), List.of()),
              new Erasure(stored.seq(), Set.of())));
      return;
    }
    Map<String, String> disclosures = Commitment.byName(payload);
    List<String> names = new ArrayList<>(new TreeSet<>(fields));
    names.removeAll(erasedBefore(stored));
    for (String name : names) {
      if (!disclosures.containsKey(name)) {
        throw notErasable(stored, payload, name);
      }
    }
    if (!names.isEmpty()) {
      List<String> texts = names.stream().map(disclosures::get).map(String::valueOf).toList();
      steps.add(
          new Step(
              new ErasureCertificate.Item(
                  stored.seq(),
                  Receipt.of(stored).header().id(),
                  names,
                  texts.stream().map(StoredPayload::digest).toList()),
              new Erasure(stored.seq(), Set.copyOf(texts))));
    }
  }

  private Set<String> erasedBefore(StoredReceipt stored) {
    Set<String> names = new HashSet<>();
    for (long seq : store.certificates(stored.seq())) {
      store.range(
          seq,
          seq + 1,
          certificate ->
              ErasureCertificate.of(Receipt.of(certificate)).items().stream()
                  .filter(item -> item.seq() == stored.seq())
                  .forEach(item -> names.addAll(item.fields())));
    }
    return names;
  }

  private static FactoryException notErasable(
      StoredReceipt stored, StoredPayload payload, String name) {
    byte[] clear = payload.data().getBytes(StandardCharsets.UTF_8);
    boolean isClear = CanonicalJson.parseObject(clear).containsKey(name);
    return new FactoryException(
        "receipts.not-erasable",
        "the member \""
            + name
            + "\" of receipt "
            + stored.seq()
            + (isClear
                ? " was recorded in the clear and goes only with the whole payload"
                : " does not exist")
            + "; nothing was erased: "
            + (isClear ? "erase the whole payload" : "check the name"));
  }
}

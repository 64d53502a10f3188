package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.Anchor;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A state of a ledger that is known from elsewhere.
 *
 * @param anchor who remembers it
 * @param size how many receipts there were
 * @param root their Merkle root
 */
record Remembered(String anchor, long size, ReceiptHash root) {

  private static final String AUDIT = "audit point";

  /** What the anchors and an audit before remember of the ledger in a store, by size. */
  static List<Remembered> checkpoints(
      ReceiptStore store, List<Anchor> anchors, Optional<AuditPoint> audited) {
    if (anchors.isEmpty() && audited.isEmpty()) {
      return List.of();
    }
    List<StoredReceipt> first = new ArrayList<>(1);
    store.range(0, 1, first::add);
    List<Remembered> known = new ArrayList<>();
    audited.ifPresent(at -> known.add(new Remembered(AUDIT, at.size(), at.root())));
    for (StoredReceipt genesis : first) {
      try {
        String ledger = ReceiptHeader.parse(genesis.header()).ledger();
        audited.ifPresent(at -> requireSame(ledger, at));
        for (Anchor anchor : anchors) {
          anchor
              .latest(ledger)
              .ifPresent(at -> known.add(new Remembered(anchor.name(), at.size(), at.root())));
        }
      } catch (IllegalArgumentException e) {
        return known; // the first header is malformed, and reported as that
      }
    }
    known.sort(Comparator.comparingLong(Remembered::size));
    return known;
  }

  private static void requireSame(String ledger, AuditPoint audited) {
    if (!audited.ledger().equals(ledger)) {
      throw new FactoryException(
          "receipts.other-ledger",
          "the audit point is one of the ledger \""
              + audited.ledger()
              + "\", and the store holds \""
              + ledger
              + "\"; nothing was checked: take the point of this ledger, or none");
    }
  }
}

package dev.factory.receipts;

import dev.factory.receipts.spi.Anchor;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A state of a ledger that is known from elsewhere.
 *
 * @param anchor who remembers it
 * @param size how many receipts there were
 * @param root their Merkle root
 */
record Remembered(String anchor, long size, ReceiptHash root) {

  /** What the anchors remember of the ledger in a store, by size. */
  static List<Remembered> checkpoints(ReceiptStore store, List<Anchor> anchors) {
    if (anchors.isEmpty()) {
      return List.of();
    }
    List<StoredReceipt> first = new ArrayList<>(1);
    store.range(0, 1, first::add);
    List<Remembered> known = new ArrayList<>();
    for (StoredReceipt genesis : first) {
      try {
        String ledger = ReceiptHeader.parse(genesis.header()).ledger();
        for (Anchor anchor : anchors) {
          anchor
              .latest(ledger)
              .ifPresent(at -> known.add(new Remembered(anchor.name(), at.size(), at.root())));
        }
      } catch (IllegalArgumentException e) {
        return List.of(); // the first header is malformed, and reported as that
      }
    }
    known.sort(Comparator.comparingLong(Remembered::size));
    return known;
  }
}

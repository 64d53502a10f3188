package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The history of a ledger's keys as a verifier believes it, learned before signatures are checked:
 * a revocation reaches back. A key receipt that the store's index conceals is not in it; the pass
 * over all receipts meets it and says so.
 *
 * @param history which key may sign what
 * @param seen positions of the key receipts that were looked at
 * @param faults key receipts that are signed well and still say what they must not
 */
record KeyWalk(KeyHistory history, Set<Long> seen, List<Fault> faults) {

  /** What is believed when nothing of the ledger has been read. */
  static KeyWalk none(TrustedKeys trusted) {
    return new KeyWalk(trusted.history(null), Set.of(), List.of());
  }

  static KeyWalk of(TrustedKeys trusted, ReceiptStore store, long size) {
    List<StoredReceipt> first = new ArrayList<>(1);
    store.range(0, Math.min(1, size), first::add);
    KeyHistory history = trusted.history(first.isEmpty() ? null : readable(first.get(0)));
    Set<Long> seen = new HashSet<>();
    List<Fault> faults = new ArrayList<>();
    for (StoredReceipt stored : KeyReceipts.find(store, 0)) {
      seen.add(stored.seq());
      Receipt receipt = readable(stored);
      if (receipt == null || !isSigned(history, stored, receipt)) {
        continue; // the pass over all receipts reports it
      }
      try {
        history = KeyReceipts.apply(history, receipt);
      } catch (IllegalArgumentException | FactoryException e) {
        faults.add(new Fault(stored.seq(), Fault.Kind.WRONG_KEY_CHANGE));
      }
    }
    return new KeyWalk(history, seen, faults);
  }

  private static @Nullable Receipt readable(StoredReceipt stored) {
    try {
      return Receipt.of(stored);
    } catch (FactoryException damaged) {
      return null;
    }
  }

  private static boolean isSigned(KeyHistory history, StoredReceipt stored, Receipt receipt) {
    return SignatureCheck.of(
            history, receipt.header().kid(), stored.seq(), stored.header(), stored.signature())
        .isEmpty();
  }
}

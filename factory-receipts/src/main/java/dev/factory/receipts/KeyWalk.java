package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.tlog.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The history of a ledger's keys as a verifier believes it, learned before signatures are checked:
 * a revocation reaches back. A key receipt that the store's index conceals is not in it; the pass
 * over all receipts meets it and says so.
 *
 * @param history which key may sign what
 * @param seen the key receipts that were looked at, the first receipt included: leaves by position
 * @param changes the history after each of them that counts
 * @param faults key receipts that are signed well and still say what they must not
 */
record KeyWalk(
    KeyHistory history,
    NavigableMap<Long, ReceiptHash> seen,
    NavigableMap<Long, KeyHistory> changes,
    List<Fault> faults) {

  /** What is believed when nothing of the ledger has been read. */
  static KeyWalk none(TrustedKeys trusted) {
    return new KeyWalk(trusted.history(null), new TreeMap<>(), new TreeMap<>(), List.of());
  }

  static KeyWalk of(TrustedKeys trusted, ReceiptStore store, long size) {
    List<StoredReceipt> first = new ArrayList<>(1);
    store.range(0, Math.min(1, size), first::add);
    KeyHistory history = trusted.history(first.isEmpty() ? null : readable(first.get(0)));
    NavigableMap<Long, ReceiptHash> seen = new TreeMap<>();
    first.forEach(stored -> seen.put(0L, MerkleTree.leafHash(stored.header())));
    NavigableMap<Long, KeyHistory> changes = new TreeMap<>(Map.of(-1L, history));
    List<Fault> faults = new ArrayList<>();
    for (StoredReceipt stored : KeyReceipts.find(store, 0)) {
      seen.put(stored.seq(), MerkleTree.leafHash(stored.header()));
      Receipt receipt = readable(stored);
      if (receipt == null || !isSigned(history, stored, receipt)) {
        continue; // the pass over all receipts reports it
      }
      try {
        history = KeyReceipts.apply(history, receipt);
        changes.put(stored.seq(), history);
      } catch (IllegalArgumentException | FactoryException e) {
        faults.add(new Fault(stored.seq(), Fault.Kind.WRONG_KEY_CHANGE));
      }
    }
    return new KeyWalk(history, seen, changes, faults);
  }

  /**
   * Whether an audit can go on from a point: the keys that counted up to it are those that count
   * there now.
   */
  boolean goesOnFrom(AuditPoint point) {
    if (changes.isEmpty()) {
      return true; // signatures are not looked at
    }
    KeyHistory then = changes.lowerEntry(point.size()).getValue();
    return seen.headMap(point.size(), false).equals(point.keyReceipts())
        && history.isSameBelow(point.size(), then);
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

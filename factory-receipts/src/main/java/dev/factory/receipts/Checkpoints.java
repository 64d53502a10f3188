package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.Anchor;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import dev.factory.receipts.spi.StoredCheckpoint;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.NoteSigner;
import dev.factory.receipts.tlog.SignedNote;
import dev.factory.receipts.tlog.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes checkpoints of a ledger, and holds it to those that were made before. */
final class Checkpoints {
  private final String ledger;
  private final ReceiptStore store;
  private final LedgerTree tree;
  private final List<Anchor> anchors;

  Checkpoints(String ledger, ReceiptStore store, List<Anchor> anchors) {
    this.ledger = ledger;
    this.store = store;
    this.tree = new LedgerTree(store);
    this.anchors = List.copyOf(anchors);
  }

  LedgerTree tree() {
    return tree;
  }

  /** The checkpoint of the ledger as it stands: a new one, or the latest if nothing was added. */
  SignedNote make(Signer signer) {
    while (true) {
      long size = store.head().size();
      Optional<StoredCheckpoint> latest = store.latestCheckpoint();
      latest.ifPresent(known -> hold("the store", known, size));
      if (latest.isPresent() && latest.get().size() == size) {
        return parsed(latest.get());
      }
      TreeHead head = new TreeHead(size, tree.root(size));
      SignedNote note = new Checkpoint(ledger, head).sign(NoteSigner.ed25519(ledger, signer));
      StoredCheckpoint next = new StoredCheckpoint(size, head.root(), text(note));
      // kept before it is shown to anybody, so that the ledger never contradicts what it signed
      if (store.putCheckpoint(latest.map(StoredCheckpoint::size).orElse(0L), next)) {
        anchors.forEach(anchor -> anchor.keep(ledger, next));
        return note;
      }
    }
  }

  /** Refuses a store that is behind a checkpoint, or has other receipts than it covers. */
  private void hold(String where, StoredCheckpoint known, long size) {
    if (known.size() > size) {
      throw new FactoryException(
          "receipts.rolled-back",
          "the ledger has "
              + size
              + " receipts, and "
              + where
              + " knows a checkpoint of "
              + known.size()
              + ": it was set back, perhaps by restoring an old backup; nothing was written: restore"
              + " what is missing, or open it with resumeAfterRollback(reason)");
    }
    if (!tree.root(known.size()).equals(known.root())) {
      throw new FactoryException(
          "receipts.forked",
          "the first "
              + known.size()
              + " receipts of the ledger are not those of the checkpoint that "
              + where
              + " knows; nothing was written: verify the ledger, and find out who changed it");
    }
  }

  /**
   * What the ledger lost, compared with the checkpoints that are known; empty if it is where it
   * was.
   *
   * @param forgiven roots of checkpoints whose loss a receipt of the ledger admits
   * @throws FactoryException {@code receipts.forked} if it has other receipts than they cover
   */
  Optional<StoredCheckpoint> rolledBack(List<ReceiptHash> forgiven) {
    long size = store.head().size();
    List<StoredCheckpoint> ahead = new ArrayList<>();
    for (Anchor anchor : anchors) {
      Optional<StoredCheckpoint> known = anchor.latest(ledger);
      if (known.isEmpty() || forgiven.contains(known.get().root())) {
        continue;
      }
      if (known.get().size() > size) {
        ahead.add(known.get());
      } else {
        hold("the anchor " + anchor.name(), known.get(), size);
      }
    }
    store
        .latestCheckpoint()
        .filter(known -> known.size() > size && !forgiven.contains(known.root()))
        .ifPresent(ahead::add);
    return ahead.stream().reduce((a, b) -> a.size() >= b.size() ? a : b);
  }

  /** As {@link #rolledBack}, and refused. */
  void refuseRollback(StoredCheckpoint known) {
    hold("an anchor", known, store.head().size());
  }

  static SignedNote parsed(StoredCheckpoint checkpoint) {
    return SignedNote.parse(checkpoint.note().getBytes(StandardCharsets.UTF_8));
  }

  static String text(SignedNote note) {
    return new String(note.encode(), StandardCharsets.UTF_8);
  }
}

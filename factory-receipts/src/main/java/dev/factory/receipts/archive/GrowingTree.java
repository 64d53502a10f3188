package dev.factory.receipts.archive;

import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.tlog.CompactRange;
import dev.factory.receipts.tlog.MerkleTree;

/**
 * The tree over the first receipts of a store, from their very headers: hashes that a store keeps
 * beside them are not what an archive may rest on. Not thread-safe.
 */
final class GrowingTree {
  private final ReceiptStore store;
  private CompactRange tree = new CompactRange();

  GrowingTree(ReceiptStore store) {
    this.store = store;
  }

  /** {@return the tree over the first {@code size}, fewer if there are not as many} */
  CompactRange upTo(long size) {
    if (size < tree.size()) {
      tree = new CompactRange();
    }
    store.range(tree.size(), size, stored -> tree.append(MerkleTree.leafHash(stored.header())));
    return tree.copy();
  }
}

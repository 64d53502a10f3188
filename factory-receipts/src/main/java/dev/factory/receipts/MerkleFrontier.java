package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The right edge of an RFC 6962 tree: the roots of its largest full subtrees, left to right. Adding
 * a leaf costs one hash on average, and memory is one hash for each bit of the size.
 */
final class MerkleFrontier {
  private final Deque<byte[]> subtrees;
  private long size;

  MerkleFrontier() {
    this.subtrees = new ArrayDeque<>();
  }

  MerkleFrontier(MerkleFrontier before) {
    this.subtrees = new ArrayDeque<>(before.subtrees);
    this.size = before.size;
  }

  void add(ReceiptHash leaf) {
    byte[] node = leaf.bytes();
    // each trailing one bit of the size is a full subtree as large as the one just made
    for (long full = size; (full & 1) == 1; full >>>= 1) {
      node = Sha256.node(subtrees.removeLast(), node);
    }
    subtrees.addLast(node);
    size++;
  }

  long size() {
    return size;
  }

  /** The tree head: RFC 6962, section 2.1; of no leaves, the hash of nothing. */
  ReceiptHash root() {
    if (size == 0) {
      return ReceiptHash.of(Sha256.of(new byte[0]));
    }
    Deque<byte[]> open = new ArrayDeque<>(subtrees);
    byte[] root = open.removeLast();
    while (!open.isEmpty()) {
      root = Sha256.node(open.removeLast(), root);
    }
    return ReceiptHash.of(root);
  }
}

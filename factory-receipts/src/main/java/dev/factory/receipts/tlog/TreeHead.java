package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;

/**
 * How large a tree is, and what it holds.
 *
 * @param size how many leaves it has, 0 or more
 * @param root its root; of no leaves, {@link MerkleTree#emptyRoot}
 */
public record TreeHead(long size, ReceiptHash root) {
  /** The tree without leaves. */
  public static final TreeHead EMPTY = new TreeHead(0, MerkleTree.emptyRoot());

  /** Refuses a negative size, and a tree without leaves whose root is not the one it has. */
  public TreeHead {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has 0 or more leaves, not " + size);
    }
    if (size == 0 && !root.equals(MerkleTree.emptyRoot())) {
      throw new IllegalArgumentException("the root of no leaves is the SHA-256 of nothing");
    }
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of its largest full subtrees, left to right. Adding a
 * leaf costs one hash on average, and memory is one hash for each one bit of the size. Not
 * thread-safe.
 */
public final class CompactRange {
  private final List<ReceiptHash> subtrees;
  private long size;

  /** The tree without leaves. */
  public CompactRange() {
    this(0, List.of());
  }

  private CompactRange(long size, List<ReceiptHash> subtrees) {
    this.size = size;
    this.subtrees = new ArrayList<>(subtrees);
  }

  /**
   * {@return the tree that had these {@link #size} and {@link #subtrees}}
   *
   * @param size how many leaves it has
   * @param subtrees one hash for each one bit of the size, the largest subtree first
   * @throws IllegalArgumentException if the size is negative or there are more or fewer hashes
   */
  public static CompactRange of(long size, List<ReceiptHash> subtrees) {
    if (size < 0 || subtrees.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "a tree of " + size + " leaves does not have " + subtrees.size() + " full subtrees");
    }
    return new CompactRange(size, subtrees);
  }

  /** {@return a copy, which grows apart from this} */
  public CompactRange copy() {
    return new CompactRange(size, subtrees);
  }

  /** Adds a leaf at the end. */
  public void append(ReceiptHash leaf) {
    ReceiptHash node = leaf;
    // each trailing one bit of the size is a full subtree as large as the one just made
    for (long full = size; (full & 1) == 1; full >>>= 1) {
      node = MerkleTree.nodeHash(subtrees.remove(subtrees.size() - 1), node);
    }
    subtrees.add(node);
    size++;
  }

  /** {@return how many leaves it has} */
  public long size() {
    return size;
  }

  /** {@return the roots of its full subtrees, the largest first} */
  public List<ReceiptHash> subtrees() {
    return List.copyOf(subtrees);
  }

  /** {@return the root; of no leaves, {@link MerkleTree#emptyRoot}} */
  public ReceiptHash root() {
    return subtrees.isEmpty() ? MerkleTree.emptyRoot() : MerkleTree.fold(subtrees);
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.List;

/** Leaves from {@code start} to before {@code end}, as the recursion of RFC 6962 cuts them. */
record LeafRange(long start, long end) {

  long size() {
    return end - start;
  }

  /** The largest power of two smaller than the size, which is at least 2. */
  long split() {
    return start + Long.highestOneBit(size() - 1);
  }

  LeafRange left() {
    return new LeafRange(start, split());
  }

  LeafRange right() {
    return new LeafRange(split(), end);
  }

  /** The full subtrees it consists of: one for each one bit of its size, the largest first. */
  private List<Subtree> subtrees() {
    List<Subtree> subtrees = new ArrayList<>();
    long position = start;
    while (position < end) {
      int level = 63 - Long.numberOfLeadingZeros(end - position);
      subtrees.add(new Subtree(level, position >>> level));
      position += 1L << level;
    }
    return subtrees;
  }

  /** The Merkle tree hash of each range; the reader is asked once. */
  static List<ReceiptHash> hashesOf(List<LeafRange> ranges, HashReader reader) {
    List<Subtree> wanted = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (LeafRange range : ranges) {
      List<Subtree> subtrees = range.subtrees();
      wanted.addAll(subtrees);
      counts.add(subtrees.size());
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<ReceiptHash> found = reader.read(List.copyOf(wanted));
    if (found.size() != wanted.size()) {
      throw new IllegalStateException(
          "a hash reader was asked for " + wanted.size() + " hashes and gave " + found.size());
    }
    List<ReceiptHash> hashes = new ArrayList<>();
    int from = 0;
    for (int count : counts) {
      hashes.add(MerkleTree.fold(found.subList(from, from + count)));
      from += count;
    }
    return hashes;
  }
}

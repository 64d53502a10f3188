package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * That a tree grew out of a smaller one without a change to its leaves: RFC 6962, section 2.1.2.
 *
 * <p>Between a tree and itself, and from the tree without leaves to any other, the path is empty;
 * the first is proved by equal roots, the second by the smaller root being {@link
 * MerkleTree#emptyRoot}.
 *
 * @param oldSize how many leaves the smaller tree has, 0 or more
 * @param newSize how many the larger one has, at least {@code oldSize}
 * @param path hashes in the order of the RFC; a path of the wrong length proves nothing
 */
public record ConsistencyProof(long oldSize, long newSize, List<ReceiptHash> path) {
  /** Refuses a tree that shrinks; copies the path. */
  public ConsistencyProof {
    if (oldSize < 0 || newSize < oldSize) {
      throw new IllegalArgumentException(
          "a tree cannot grow from " + oldSize + " to " + newSize + " leaves");
    }
    path = List.copyOf(path);
  }

  /**
   * {@return the proof that the first {@code newSize} leaves begin with the first {@code oldSize}}
   *
   * @param hashes is asked at most once, for at most 126 subtrees of the larger tree
   * @throws IllegalArgumentException unless {@code 0 <= oldSize <= newSize}
   */
  public static ConsistencyProof between(long oldSize, long newSize, HashReader hashes) {
    ConsistencyProof bare = new ConsistencyProof(oldSize, newSize, List.of());
    if (oldSize == 0 || oldSize == newSize) {
      return bare;
    }
    List<LeafRange> siblings = new ArrayList<>();
    LeafRange tree = new LeafRange(0, newSize);
    while (tree.end() != oldSize) {
      boolean endsToTheLeft = oldSize <= tree.split();
      siblings.add(endsToTheLeft ? tree.right() : tree.left());
      tree = endsToTheLeft ? tree.left() : tree.right();
    }
    if (tree.start() != 0) {
      siblings.add(tree); // else it is the smaller tree itself, whose root the verifier knows
    }
    Collections.reverse(siblings);
    return new ConsistencyProof(oldSize, newSize, LeafRange.hashesOf(siblings, hashes));
  }

  /**
   * {@return whether this proves that the tree with {@code newRoot} begins with the leaves of the
   * one with {@code oldRoot}}, as RFC 9162, section 2.1.4.2 decides it: the path fits the sizes,
   * and nothing is left over
   */
  public boolean proves(ReceiptHash oldRoot, ReceiptHash newRoot) {
    if (oldSize == newSize) {
      return path.isEmpty() && oldRoot.equals(newRoot) && rootFits(oldSize, oldRoot);
    }
    if (oldSize == 0) {
      return path.isEmpty() && rootFits(oldSize, oldRoot);
    }
    return !path.isEmpty() && climb(oldRoot, newRoot);
  }

  private static boolean rootFits(long size, ReceiptHash root) {
    return size != 0 || root.equals(MerkleTree.emptyRoot());
  }

  private boolean climb(ReceiptHash oldRoot, ReceiptHash newRoot) {
    int wholeLevels = Long.numberOfTrailingZeros(oldSize);
    long node = (oldSize - 1) >>> wholeLevels;
    long last = (newSize - 1) >>> wholeLevels;
    // where the smaller tree is one full subtree, its root is the seed and not sent
    boolean full = Long.bitCount(oldSize) == 1;
    ReceiptHash oldHash = full ? oldRoot : path.get(0);
    ReceiptHash newHash = oldHash;
    for (ReceiptHash sibling : full ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        oldHash = MerkleTree.nodeHash(sibling, oldHash);
        newHash = MerkleTree.nodeHash(sibling, newHash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        newHash = MerkleTree.nodeHash(newHash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
  }
}

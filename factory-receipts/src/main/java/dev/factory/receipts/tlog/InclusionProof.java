package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * That a leaf stands at a place of a tree: the audit path of RFC 6962, section 2.1.1.
 *
 * @param index place of the leaf, from 0, less than {@code size}
 * @param size how many leaves the tree has
 * @param path hashes from the leaf's sibling up to the child of the root; a path of the wrong
 *     length proves nothing
 */
public record InclusionProof(long index, long size, List<ReceiptHash> path) {
  /** Refuses a leaf outside the tree; copies the path. */
  public InclusionProof {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + index);
    }
    path = List.copyOf(path);
  }

  /**
   * {@return the proof for leaf {@code index} in the tree of the first {@code size} leaves}
   *
   * @param hashes is asked once, for at most 126 subtrees
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   */
  public static InclusionProof of(long index, long size, HashReader hashes) {
    InclusionProof bare = new InclusionProof(index, size, List.of());
    List<LeafRange> siblings = new ArrayList<>();
    LeafRange tree = new LeafRange(0, size);
    while (tree.size() > 1) {
      boolean toTheLeft = index < tree.split();
      siblings.add(toTheLeft ? tree.right() : tree.left());
      tree = toTheLeft ? tree.left() : tree.right();
    }
    Collections.reverse(siblings);
    return new InclusionProof(bare.index, bare.size, LeafRange.hashesOf(siblings, hashes));
  }

  /**
   * {@return whether this proves that {@code leaf} stands at {@link #index} in the tree with this
   * root}, as RFC 9162, section 2.1.3.2 decides it: the path fits the place, and nothing is left
   * over
   */
  public boolean proves(ReceiptHash leaf, ReceiptHash root) {
    return rootOver(leaf).filter(root::equals).isPresent();
  }

  /**
   * {@return the root of the tree in which {@code leaf} stands at this place with this path}; empty
   * if a path at this place has another length
   */
  public Optional<ReceiptHash> rootOver(ReceiptHash leaf) {
    long node = index;
    long last = size - 1;
    ReceiptHash root = leaf;
    for (ReceiptHash sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((node & 1) == 1 || node == last) {
        root = MerkleTree.nodeHash(sibling, root);
        // the right edge has no sibling on the levels where the node is a left child
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        root = MerkleTree.nodeHash(root, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }
}

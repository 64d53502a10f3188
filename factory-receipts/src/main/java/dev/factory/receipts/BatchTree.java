package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.tlog.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tree over the leaves of a batch whose root is signed: nodes as in RFC 6962, section 2.1, and
 * always full, since absent leaves are 32 zero bytes. So a position and a path say everything: the
 * depth is the path's length, and no size need be known.
 */
final class BatchTree {
  /** From the leaves up to the root; in each, nodes right of the last one are all absent. */
  private final List<List<ReceiptHash>> levels = new ArrayList<>();

  /** For each level, the node over absent leaves only. */
  private final List<ReceiptHash> absent = new ArrayList<>();

  BatchTree(List<ReceiptHash> leaves) {
    List<ReceiptHash> nodes = leaves;
    levels.add(nodes);
    absent.add(ReceiptHash.ZERO);
    while (nodes.size() > 1) {
      ReceiptHash filler = absent.get(absent.size() - 1);
      List<ReceiptHash> above = new ArrayList<>((nodes.size() + 1) / 2);
      for (int left = 0; left < nodes.size(); left += 2) {
        ReceiptHash right = left + 1 < nodes.size() ? nodes.get(left + 1) : filler;
        above.add(MerkleTree.nodeHash(nodes.get(left), right));
      }
      levels.add(above);
      absent.add(MerkleTree.nodeHash(filler, filler));
      nodes = above;
    }
  }

  ReceiptHash root() {
    return levels.get(levels.size() - 1).get(0);
  }

  /** The hashes beside the way from a leaf to the root, one after the other. */
  byte[] path(int index) {
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    int at = index;
    for (int level = 0; level < levels.size() - 1; level++) {
      List<ReceiptHash> nodes = levels.get(level);
      int beside = at ^ 1;
      path.writeBytes((beside < nodes.size() ? nodes.get(beside) : absent.get(level)).bytes());
      at >>= 1;
    }
    return path.toByteArray();
  }

  /** The root that a leaf at {@code index} leads to; {@code path} is a whole number of hashes. */
  static ReceiptHash root(ReceiptHash leaf, long index, byte[] path) {
    ReceiptHash node = leaf;
    long at = index;
    for (int from = 0; from < path.length; from += ReceiptHash.LENGTH) {
      ReceiptHash beside =
          ReceiptHash.of(Arrays.copyOfRange(path, from, from + ReceiptHash.LENGTH));
      node = (at & 1) == 0 ? MerkleTree.nodeHash(node, beside) : MerkleTree.nodeHash(beside, node);
      at >>= 1;
    }
    return node;
  }
}

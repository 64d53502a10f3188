package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptHash;
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
  private static final byte[] ABSENT = new byte[ReceiptHash.LENGTH];

  /** From the leaves up to the root; in each, nodes right of the last one are all absent. */
  private final List<byte[][]> levels = new ArrayList<>();

  /** For each level, the node over absent leaves only. */
  private final List<byte[]> absent = new ArrayList<>();

  BatchTree(List<ReceiptHash> leaves) {
    byte[][] nodes = leaves.stream().map(ReceiptHash::bytes).toArray(byte[][]::new);
    levels.add(nodes);
    absent.add(ABSENT);
    while (nodes.length > 1) {
      byte[] filler = absent.get(absent.size() - 1);
      byte[][] above = new byte[(nodes.length + 1) / 2][];
      for (int i = 0; i < above.length; i++) {
        byte[] right = 2 * i + 1 < nodes.length ? nodes[2 * i + 1] : filler;
        above[i] = Sha256.node(nodes[2 * i], right);
      }
      levels.add(above);
      absent.add(Sha256.node(filler, filler));
      nodes = above;
    }
  }

  byte[] root() {
    return levels.get(levels.size() - 1)[0];
  }

  /** The hashes beside the way from a leaf to the root, one after the other. */
  byte[] path(int index) {
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    int at = index;
    for (int level = 0; level < levels.size() - 1; level++) {
      byte[][] nodes = levels.get(level);
      int beside = at ^ 1;
      path.writeBytes(beside < nodes.length ? nodes[beside] : absent.get(level));
      at >>= 1;
    }
    return path.toByteArray();
  }

  /** The root that a leaf at {@code index} leads to; {@code path} is a whole number of hashes. */
  static byte[] root(ReceiptHash leaf, long index, byte[] path) {
    byte[] node = leaf.bytes();
    long at = index;
    for (int from = 0; from < path.length; from += ReceiptHash.LENGTH) {
      byte[] beside = Arrays.copyOfRange(path, from, from + ReceiptHash.LENGTH);
      node = (at & 1) == 0 ? Sha256.node(node, beside) : Sha256.node(beside, node);
      at >>= 1;
    }
    return node;
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.List;

/**
 * Where the nodes of a tree are read, for proofs.
 *
 * <p><b>Order:</b> hashes come in the order in which they were asked for. <b>Work:</b> one call
 * asks for all that a proof needs, at most a few for each bit of the tree's size. <b>Trust:</b>
 * what is read is not checked here; a proof made of wrong hashes does not verify. <b>Threads:</b>
 * as the implementation says.
 */
@FunctionalInterface
public interface HashReader {

  /**
   * {@return the root of each of these subtrees, in this order}
   *
   * @throws dev.factory.core.FactoryException if one cannot be read
   */
  List<ReceiptHash> read(List<Subtree> subtrees);

  /**
   * {@return a reader of the nodes of a tree that is kept in tiles}; it reads each tile once a call
   *
   * @param treeSize how many leaves the tree has: it says how wide the last tile of each level is
   * @throws IllegalArgumentException if the size is negative
   */
  static HashReader overTiles(long treeSize, TileReader tiles) {
    return new TileHashes(treeSize, tiles);
  }
}

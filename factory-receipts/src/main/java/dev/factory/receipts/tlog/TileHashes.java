package dev.factory.receipts.tlog;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes of a tree, computed from its tiles. */
final class TileHashes implements HashReader {
  private final long treeSize;
  private final TileReader tiles;

  TileHashes(long treeSize, TileReader tiles) {
    if (treeSize < 0) {
      throw new IllegalArgumentException("a tree has 0 or more leaves, not " + treeSize);
    }
    this.treeSize = treeSize;
    this.tiles = tiles;
  }

  @Override
  public List<ReceiptHash> read(List<Subtree> subtrees) {
    Map<Tile, byte[]> seen = new HashMap<>();
    List<ReceiptHash> hashes = new ArrayList<>();
    for (Subtree subtree : subtrees) {
      int height = subtree.level() % Tile.HEIGHT;
      long first = subtree.index() << height;
      Tile tile = tileWith(subtree.level() / Tile.HEIGHT, first);
      int position = (int) (first % Tile.MAX_WIDTH);
      if (position + (1 << height) > tile.width()) {
        throw beyond(subtree);
      }
      byte[] packed = seen.computeIfAbsent(tile, wanted -> checked(tiles, wanted));
      hashes.add(MerkleTree.rootOfPacked(packed, position, 1 << height));
    }
    return hashes;
  }

  private Tile tileWith(int level, long position) {
    long width = treeSize >>> (Tile.HEIGHT * level);
    long index = position / Tile.MAX_WIDTH;
    if (position >= width) {
      throw beyond(new Subtree(level * Tile.HEIGHT, position));
    }
    return new Tile(level, index, (int) Math.min(Tile.MAX_WIDTH, width - index * Tile.MAX_WIDTH));
  }

  private IllegalArgumentException beyond(Subtree subtree) {
    return new IllegalArgumentException(
        subtree + " is not a full subtree of a tree of " + treeSize + " leaves");
  }

  static byte[] checked(TileReader tiles, Tile tile) {
    byte[] packed = tiles.read(tile);
    if (packed.length != tile.length()) {
      throw new FactoryException(
          "receipts.tile-length",
          tile.path()
              + " has "
              + packed.length
              + " bytes instead of "
              + tile.length()
              + "; nothing was changed: check where the tiles are kept");
    }
    return packed;
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tree of test entries in tiles, which also knows what it was at each smaller size. */
final class TreeInTiles {
  private final Map<Tile, byte[]> tiles = new HashMap<>();
  private final List<ReceiptHash> roots = new ArrayList<>();

  private TreeInTiles() {}

  static TreeInTiles of(int size) {
    TreeInTiles tree = new TreeInTiles();
    TileBuilder builder = new TileBuilder();
    CompactRange range = new CompactRange();
    tree.roots.add(range.root());
    for (int i = 0; i < size; i++) {
      builder.append(BruteForceTree.leaf(i), tree::keep);
      range.append(BruteForceTree.leaf(i));
      tree.roots.add(range.root());
    }
    builder.partial(tree::keep);
    return tree;
  }

  /** Tiles of which each that is asked for is there. */
  static TileReader reader(Map<Tile, byte[]> tiles) {
    return tile -> Objects.requireNonNull(tiles.get(tile), tile::path);
  }

  private void keep(Tile tile, byte[] hashes) {
    tiles.put(tile.withWidth(Tile.MAX_WIDTH), hashes);
  }

  ReceiptHash root(int size) {
    return roots.get(size);
  }

  HashReader hashes(int size) {
    return HashReader.overTiles(
        size,
        tile ->
            Arrays.copyOf(
                tiles.getOrDefault(tile.withWidth(Tile.MAX_WIDTH), new byte[0]), tile.length()));
  }

  SignedNote checkpoint(int size, NoteSigner... signers) {
    return new Checkpoint(TestKeys.ORIGIN, new TreeHead(size, root(size))).sign(signers);
  }
}

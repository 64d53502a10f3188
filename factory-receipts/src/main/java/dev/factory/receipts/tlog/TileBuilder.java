package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing tree cut into tiles. A tile is given away as soon as it is full; what is not full yet
 * is at most 255 hashes on each of eight levels, so memory does not grow with the tree. Not
 * thread-safe; not to be used any more after a sink has thrown.
 */
public final class TileBuilder {
  private final List<byte[]> edge = new ArrayList<>();
  private long size;

  /** The tree without leaves. */
  public TileBuilder() {}

  /**
   * {@return the tree of {@code size} leaves that is kept in these tiles}, to grow on; compare its
   * {@link #root} with one that you trust
   *
   * @param size 0 or more; the partial tiles of a tree of this size are read, at most one a level
   * @throws IllegalArgumentException if the size is negative
   */
  public static TileBuilder resume(long size, TileReader tiles) {
    TileBuilder builder = new TileBuilder();
    for (int level = 0; level < levels(size); level++) {
      int width = width(size, level);
      byte[] hashes = builder.onLevel(level);
      if (width > 0) {
        Tile tile = new Tile(level, parents(size, level), width);
        byte[] kept = TileHashes.checked(tiles, tile);
        System.arraycopy(kept, 0, hashes, 0, kept.length);
      }
    }
    builder.size = size;
    return builder;
  }

  static int levels(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has 0 or more leaves, not " + size);
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(size);
    return (bits + Tile.HEIGHT - 1) / Tile.HEIGHT;
  }

  /** How many hashes the last tile of a level has; 0 if the level ends with a full one. */
  static int width(long size, int level) {
    return (int) ((size >>> (Tile.HEIGHT * level)) % Tile.MAX_WIDTH);
  }

  /** How many full tiles a level has, which is the index of its last, partial one. */
  static long parents(long size, int level) {
    int shift = Tile.HEIGHT * (level + 1);
    return shift < Long.SIZE ? size >>> shift : 0;
  }

  /**
   * Adds a leaf at the end.
   *
   * @param full takes each tile that this leaf fills, lowest level first
   */
  public void append(ReceiptHash leaf, TileSink full) {
    ReceiptHash hash = leaf;
    int level = 0;
    while (put(hash, level)) {
      byte[] hashes = edge.get(level);
      full.write(new Tile(level, parents(size, level), Tile.MAX_WIDTH), hashes.clone());
      hash = MerkleTree.rootOfPacked(hashes, 0, Tile.MAX_WIDTH);
      level++;
    }
    size++;
  }

  /** Whether this fills the last tile of the level. */
  private boolean put(ReceiptHash hash, int level) {
    int position = width(size, level);
    System.arraycopy(
        hash.bytes(), 0, onLevel(level), position * ReceiptHash.LENGTH, ReceiptHash.LENGTH);
    return position == Tile.MAX_WIDTH - 1;
  }

  private byte[] onLevel(int level) {
    if (level == edge.size()) {
      edge.add(new byte[Tile.MAX_WIDTH * ReceiptHash.LENGTH]);
    }
    return edge.get(level);
  }

  /**
   * Gives the partial tiles of the tree as it is now, lowest level first: those that, with the full
   * ones given before, make it readable.
   */
  public void partial(TileSink sink) {
    for (int level = 0; level < levels(size); level++) {
      int width = width(size, level);
      if (width > 0) {
        sink.write(new Tile(level, parents(size, level), width), partial(level, width));
      }
    }
  }

  private byte[] partial(int level, int width) {
    return Arrays.copyOf(edge.get(level), width * ReceiptHash.LENGTH);
  }

  /** The hash at a place of the last tile of level 0. */
  ReceiptHash lastLeaf(int position) {
    return MerkleTree.packed(edge.get(0), position);
  }

  /** {@return how many leaves it has} */
  public long size() {
    return size;
  }

  /** {@return the root; of no leaves, {@link MerkleTree#emptyRoot}} */
  public ReceiptHash root() {
    return rootOver(size, edge);
  }

  /** The root of a tree whose last tiles, full or not, begin with these hashes. */
  static ReceiptHash rootOver(long size, List<byte[]> edge) {
    List<ReceiptHash> subtrees = new ArrayList<>();
    for (int level = levels(size) - 1; level >= 0; level--) {
      int width = width(size, level);
      int position = 0;
      while (position < width) {
        int count = Integer.highestOneBit(width - position);
        subtrees.add(MerkleTree.rootOfPacked(edge.get(level), position, count));
        position += count;
      }
    }
    return subtrees.isEmpty() ? MerkleTree.emptyRoot() : MerkleTree.fold(subtrees);
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One check of all tiles and entries against a checkpoint; holds one tile a level. */
final class TiledLogCheck {
  private final TiledLog log;
  private final Checkpoint checkpoint;

  /** The partial tile at the end of each level; empty where a level ends with a full tile. */
  private final List<byte[]> edge = new ArrayList<>();

  /** The full tile last found right on each level, and its index; -1 if none was. */
  private final byte[][] right;

  private final long[] rightIndex;

  TiledLogCheck(TiledLog log, Checkpoint checkpoint) {
    this.log = log;
    this.checkpoint = checkpoint;
    int levels = TileBuilder.levels(checkpoint.size());
    this.right = new byte[levels][];
    this.rightIndex = new long[levels];
    Arrays.fill(rightIndex, -1);
  }

  /** Ends the check with what it found. */
  private static final class Found extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient TiledLogVerdict verdict;

    Found(TiledLogVerdict verdict) {
      super("a fault was found", null, false, false);
      this.verdict = verdict;
    }
  }

  /** The first fault, or empty if all is right. */
  Optional<TiledLogVerdict> run(EntryVisitor visitor) {
    try {
      readEdge();
      ReceiptHash root = TileBuilder.rootOver(checkpoint.size(), edge);
      if (!root.equals(checkpoint.root())) {
        return Optional.of(blame(root));
      }
      long last = checkpoint.size() / Tile.MAX_WIDTH;
      for (long index = 0; index < last; index++) {
        checkEntries(new Tile(0, index, Tile.MAX_WIDTH), full(0, index), visitor);
      }
      int rest = TileBuilder.width(checkpoint.size(), 0);
      if (rest > 0) {
        checkEntries(new Tile(0, last, rest), edge.get(0), visitor);
      }
      return Optional.empty();
    } catch (Found e) {
      return Optional.of(e.verdict);
    }
  }

  private void readEdge() throws Found {
    for (int level = 0; level < TileBuilder.levels(checkpoint.size()); level++) {
      int width = TileBuilder.width(checkpoint.size(), level);
      edge.add(width == 0 ? new byte[0] : read(edgeTile(level, width)));
    }
  }

  private Tile edgeTile(int level, int width) {
    return new Tile(level, TileBuilder.parents(checkpoint.size(), level), width);
  }

  private byte[] read(Tile tile) throws Found {
    byte[] hashes =
        log.hashes(tile).orElseThrow(() -> new Found(new TiledLogVerdict.Missing(tile.path())));
    if (hashes.length != tile.length()) {
      throw new Found(new TiledLogVerdict.WrongTile(tile));
    }
    return hashes;
  }

  /** A full tile that is what the tile above it says; above the last full one there is the edge. */
  private byte[] full(int level, long index) throws Found {
    if (rightIndex[level] == index) {
      return right[level];
    }
    Tile tile = new Tile(level, index, Tile.MAX_WIDTH);
    long parent = index / Tile.MAX_WIDTH;
    byte[] above =
        parent == TileBuilder.parents(checkpoint.size(), level + 1)
            ? edge.get(level + 1)
            : full(level + 1, parent);
    byte[] hashes = read(tile);
    ReceiptHash expected = MerkleTree.packed(above, (int) (index % Tile.MAX_WIDTH));
    if (!MerkleTree.rootOfPacked(hashes, 0, Tile.MAX_WIDTH).equals(expected)) {
      throw new Found(new TiledLogVerdict.WrongTile(tile));
    }
    right[level] = hashes;
    rightIndex[level] = index;
    return hashes;
  }

  private void checkEntries(Tile tile, byte[] hashes, EntryVisitor visitor) throws Found {
    long first = tile.index() * Tile.MAX_WIDTH;
    List<byte[]> entries = entries(tile);
    for (int i = 0; i < tile.width(); i++) {
      if (i >= entries.size()
          || !MerkleTree.leafHash(entries.get(i)).equals(MerkleTree.packed(hashes, i))) {
        throw new Found(new TiledLogVerdict.WrongEntry(tile, first + i));
      }
    }
    for (int i = 0; i < tile.width(); i++) {
      visitor.entry(first + i, entries.get(i));
    }
  }

  private List<byte[]> entries(Tile tile) throws Found {
    return log.entries(tile)
        .orElseThrow(() -> new Found(new TiledLogVerdict.Missing(tile.entriesPath())));
  }

  /** Which of the last tiles is not what lies beneath it, now that together they are wrong. */
  private TiledLogVerdict blame(ReceiptHash root) {
    for (int level = 0; level < edge.size(); level++) {
      int width = TileBuilder.width(checkpoint.size(), level);
      if (width > 0) {
        Tile tile = edgeTile(level, width);
        Optional<byte[]> beneath = level == 0 ? fromEntries(tile) : fromTiles(tile);
        if (beneath.isPresent() && !Arrays.equals(beneath.get(), edge.get(level))) {
          return new TiledLogVerdict.WrongTile(tile);
        }
      }
    }
    return new TiledLogVerdict.WrongRoot(root);
  }

  private Optional<byte[]> fromEntries(Tile tile) {
    try {
      List<byte[]> entries = entries(tile);
      if (entries.isEmpty()) {
        return Optional.empty(); // nothing to compare with
      }
      byte[] hashes = new byte[0];
      for (byte[] entry : entries.subList(0, tile.width())) {
        hashes = Text.concat(hashes, MerkleTree.leafHash(entry).bytes());
      }
      return Optional.of(hashes);
    } catch (Found e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> fromTiles(Tile tile) {
    try {
      byte[] hashes = new byte[0];
      for (int i = 0; i < tile.width(); i++) {
        Tile child = new Tile(tile.level() - 1, tile.index() * Tile.MAX_WIDTH + i, Tile.MAX_WIDTH);
        ReceiptHash hash = MerkleTree.rootOfPacked(read(child), 0, Tile.MAX_WIDTH);
        hashes = Text.concat(hashes, hash.bytes());
      }
      return Optional.of(hashes);
    } catch (Found e) {
      return Optional.empty();
    }
  }
}

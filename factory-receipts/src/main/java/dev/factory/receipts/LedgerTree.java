package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.tlog.CompactRange;
import dev.factory.receipts.tlog.HashReader;
import dev.factory.receipts.tlog.MerkleTree;
import dev.factory.receipts.tlog.Tile;
import dev.factory.receipts.tlog.TileReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of a ledger: leaves are in the store as soon as their receipts are, roots of
 * every 256, 65,536 and so on are added when somebody first needs them. So appending pays nothing
 * for the tree, and a proof reads a few hundred hashes however long the ledger is.
 */
final class LedgerTree {
  private static final int WIDTH = Tile.MAX_WIDTH;
  private static final int BITS = 8;
  private static final int LEVELS = 7;

  private final ReceiptStore store;

  LedgerTree(ReceiptStore store) {
    this.store = store;
  }

  /** Reads nodes of the tree over the first {@code size} receipts, which are there. */
  HashReader reader(long size) {
    catchUp(size);
    return HashReader.overTiles(size, tiles());
  }

  ReceiptHash root(long size) {
    return MerkleTree.root(size, reader(size));
  }

  private TileReader tiles() {
    return tile -> {
      List<ReceiptHash> hashes = store.hashes(tile.level(), tile.index() * WIDTH, tile.width());
      if (hashes.size() < tile.width()) {
        throw incomplete(tile.level());
      }
      ByteBuffer bytes = ByteBuffer.allocate(tile.length());
      hashes.forEach(hash -> bytes.put(hash.bytes()));
      return bytes.array();
    };
  }

  private static FactoryException incomplete(int level) {
    return new FactoryException(
        "receipts.damaged",
        "the store lacks hashes of level "
            + level
            + " of the ledger's tree; nothing was changed: verify the ledger, and restore it from a"
            + " backup");
  }

  private void catchUp(long size) {
    for (int level = 1; level <= LEVELS; level++) {
      long wanted = size >>> (BITS * level);
      long from = known(level, wanted);
      while (from < wanted) {
        List<ReceiptHash> roots = new ArrayList<>(WIDTH);
        for (long index = from; index < Math.min(wanted, from + WIDTH); index++) {
          roots.add(rootOfFull(level - 1, index));
        }
        store.putHashes(level, from, roots);
        from += roots.size();
      }
    }
  }

  private ReceiptHash rootOfFull(int level, long index) {
    List<ReceiptHash> hashes = store.hashes(level, index * WIDTH, WIDTH);
    if (hashes.size() < WIDTH) {
      throw incomplete(level);
    }
    CompactRange range = new CompactRange();
    hashes.forEach(range::append);
    return range.root();
  }

  /** How many of {@code wanted} hashes of a level are there: they have no gaps. */
  private long known(int level, long wanted) {
    long low = 0;
    long high = wanted;
    // mostly all or all but a few are there, so look at the end first
    for (long step = 1; high > low && isMissing(level, high - 1); step *= 2) {
      high = Math.max(0, high - step);
    }
    if (high == wanted) {
      return wanted;
    }
    low = high;
    high = wanted;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (isMissing(level, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isMissing(int level, long index) {
    return store.hashes(level, index, 1).isEmpty();
  }
}

package dev.factory.receipts.tlog;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One growth of a folder of tiles up to a checkpoint, which the caller writes last. */
final class TileExport {
  private final TiledLog existing;
  private final Checkpoint target;
  private final FileSink files;
  private final List<byte[]> bundle = new ArrayList<>();

  TileExport(LogFiles existing, Checkpoint target, FileSink files) {
    this.existing = TiledLog.over(existing);
    this.target = target;
    this.files = files;
  }

  /** Takes files by their path below the log's prefix. */
  @FunctionalInterface
  interface FileSink {
    void write(String path, byte[] content);
  }

  void run(EntrySource entries) {
    TreeHead from = start();
    TileBuilder builder = TileBuilder.resume(from.size(), existing.tiles());
    if (!builder.root().equals(from.root())) {
      throw conflict("the tiles there do not have the root of the checkpoint there");
    }
    long first = from.size() - from.size() % Tile.MAX_WIDTH;
    if (from.size() < target.size()) {
      long[] next = {first};
      entries.read(first, target.size(), entry -> add(entry, next[0]++, from.size(), builder));
      if (next[0] != target.size()) {
        throw wrongRoot("there are " + next[0] + " entries instead of " + target.size());
      }
      flush(builder.size());
      builder.partial((tile, hashes) -> files.write(tile.path(), hashes));
    }
    if (!builder.root().equals(target.root())) {
      throw wrongRoot("the entries have another root than the checkpoint");
    }
  }

  /** The tree that the folder has now. */
  private TreeHead start() {
    Optional<SignedNote> note = existing.checkpoint();
    if (note.isEmpty()) {
      return TreeHead.EMPTY;
    }
    Checkpoint there = Checkpoint.of(note.get());
    if (!there.origin().equals(target.origin())) {
      throw conflict("it is of another log");
    }
    if (there.size() > target.size()) {
      throw conflict(
          "its tree has " + there.size() + " leaves and the checkpoint only " + target.size());
    }
    return there.head();
  }

  private void add(byte[] entry, long index, long known, TileBuilder builder) {
    ReceiptHash leaf = MerkleTree.leafHash(entry);
    if (index >= known) {
      builder.append(leaf, (tile, hashes) -> files.write(tile.path(), hashes));
    } else if (!builder.lastLeaf((int) (index % Tile.MAX_WIDTH)).equals(leaf)) {
      throw conflict("its entry " + index + " is another than the one to be exported");
    }
    bundle.add(entry);
    if (bundle.size() == Tile.MAX_WIDTH) {
      flush(index + 1);
    }
  }

  private void flush(long end) {
    if (!bundle.isEmpty()) {
      Tile tile = new Tile(0, (end - 1) / Tile.MAX_WIDTH, bundle.size());
      files.write(tile.entriesPath(), EntryBundle.encode(bundle));
      bundle.clear();
    }
  }

  private FactoryException conflict(String why) {
    return new FactoryException(
        "receipts.export-conflict",
        "the folder cannot be brought up to the checkpoint: "
            + why
            + "; its checkpoint is unchanged: verify it, or export into an empty folder");
  }

  private FactoryException wrongRoot(String why) {
    return new FactoryException(
        "receipts.export-wrong-root",
        why
            + "; the checkpoint in the folder is unchanged: verify the ledger before you export it");
  }
}

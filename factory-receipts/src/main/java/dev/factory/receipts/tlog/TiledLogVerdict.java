package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.List;

/** What {@link TiledLog#verify} found. Every case but {@link Verified} is a fault. */
public sealed interface TiledLogVerdict {

  /**
   * The checkpoint is trusted, and every tile and every entry is what it commits to.
   *
   * @param checkpoint the log as it was signed
   * @param by the good signatures of the log and of known witnesses
   */
  record Verified(Checkpoint checkpoint, List<NoteVerdict.By> by) implements TiledLogVerdict {
    /** Copies the signatures. */
    public Verified {
      by = List.copyOf(by);
    }
  }

  /**
   * The checkpoint is not to be believed; nothing else was read.
   *
   * @param why never {@link CheckpointVerdict.Trusted}
   */
  record NotTrusted(CheckpointVerdict why) implements TiledLogVerdict {}

  /**
   * A file that a tree of this size has is not there.
   *
   * @param path its path below the log's prefix
   */
  record Missing(String path) implements TiledLogVerdict {}

  /**
   * A tile does not hold what the checkpoint commits to.
   *
   * @param tile the first one
   */
  record WrongTile(Tile tile) implements TiledLogVerdict {}

  /**
   * An entry is not the one that the checkpoint commits to, or its bundle does not have the entries
   * it should have.
   *
   * @param tile the tile of level 0 behind which it stands; its {@link Tile#entriesPath} is the
   *     file
   * @param index place of the first wrong entry in the log; the bundle's first if it is not of its
   *     form
   */
  record WrongEntry(Tile tile, long index) implements TiledLogVerdict {}

  /**
   * The last tiles agree with everything below them, and together have another root than the
   * checkpoint: it is of another tree.
   *
   * @param found the root the tiles have
   */
  record WrongRoot(ReceiptHash found) implements TiledLogVerdict {}
}

package dev.factory.receipts.tlog;

import dev.factory.core.FactoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A log as it is served in files, seen by a reader. Thread-safe if its files are. */
public final class TiledLog {
  private static final String CHECKPOINT = "checkpoint";

  private final LogFiles files;

  private TiledLog(LogFiles files) {
    this.files = files;
  }

  /** {@return the log in these files} */
  public static TiledLog over(LogFiles files) {
    return new TiledLog(files);
  }

  /**
   * {@return the signed checkpoint, or empty if there is none}; check it with a {@link TrustPolicy}
   *
   * @throws MalformedException {@code receipts.malformed-note} if the file holds no note
   */
  public Optional<SignedNote> checkpoint() {
    return files.read(CHECKPOINT, SignedNote.MAX_BYTES).map(SignedNote::parse);
  }

  /**
   * {@return the log's tiles}, unchecked: for proofs, which show whether the hashes were right
   *
   * <p>A tile that is not there is a {@link FactoryException} {@code receipts.tile-missing}.
   */
  public TileReader tiles() {
    return tile ->
        hashes(tile)
            .orElseThrow(
                () ->
                    new FactoryException(
                        "receipts.tile-missing",
                        "the log has no "
                            + tile.path()
                            + "; nothing was changed: look for a newer checkpoint, or restore it"));
  }

  /**
   * Checks everything: the checkpoint's signatures, each tile against the checkpoint's root, each
   * entry against its tile. Memory does not grow with the log.
   *
   * @param policy whose checkpoints to believe
   * @param visitor is shown each entry after it was found right, in order; when a fault is found it
   *     has been shown entries before it, which are right
   * @throws FactoryException if a file cannot be read
   */
  public TiledLogVerdict verify(TrustPolicy policy, EntryVisitor visitor) {
    Optional<byte[]> note = files.read(CHECKPOINT, SignedNote.MAX_BYTES);
    if (note.isEmpty()) {
      return new TiledLogVerdict.Missing(CHECKPOINT);
    }
    CheckpointVerdict verdict;
    try {
      verdict = policy.check(SignedNote.parse(note.get()));
    } catch (MalformedException e) {
      verdict = new CheckpointVerdict.NotACheckpoint();
    }
    if (!(verdict instanceof CheckpointVerdict.Trusted trusted)) {
      return new TiledLogVerdict.NotTrusted(verdict);
    }
    return new TiledLogCheck(this, trusted.checkpoint())
        .run(visitor)
        .orElseGet(() -> new TiledLogVerdict.Verified(trusted.checkpoint(), trusted.by()));
  }

  /**
   * What a tile's file holds; of a full tile that took its place, its part. Any length if wrong.
   */
  Optional<byte[]> hashes(Tile tile) {
    Optional<byte[]> found = files.read(tile.path(), tile.length());
    if (found.isPresent() || !tile.isPartial()) {
      return found;
    }
    Tile full = tile.withWidth(Tile.MAX_WIDTH);
    return files
        .read(full.path(), full.length())
        .map(
            hashes ->
                hashes.length == full.length() ? Arrays.copyOf(hashes, tile.length()) : hashes);
  }

  /**
   * The entries behind a tile of level 0, at least as many as it is wide: more if a full bundle
   * took its place. None if the bundle is not of its form or has not as many as it should.
   */
  Optional<List<byte[]>> entries(Tile tile) {
    Optional<List<byte[]>> found = bundle(tile);
    return found.isPresent() || !tile.isPartial() ? found : bundle(tile.withWidth(Tile.MAX_WIDTH));
  }

  private Optional<List<byte[]>> bundle(Tile tile) {
    return files.read(tile.entriesPath(), EntryBundle.MAX_BYTES).map(bytes -> decode(bytes, tile));
  }

  private static List<byte[]> decode(byte[] bundle, Tile tile) {
    try {
      List<byte[]> entries = EntryBundle.decode(bundle);
      return entries.size() == tile.width() ? entries : List.of();
    } catch (MalformedException e) {
      return List.of();
    }
  }
}

package dev.factory.receipts.tlog;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A log as a folder of files that any web server can serve and any C2SP client read: {@code
 * checkpoint}, {@code tile/<level>/…} and {@code tile/entries/…}.
 *
 * <p>Every file appears whole. Tiles and entries are durable before the checkpoint that needs them
 * replaces the one before, and are never changed once a checkpoint needs them, so a reader at any
 * moment, also after a crash, finds a checkpoint and all that belongs to it. Two hidden files
 * ({@code .lock}, {@code .draft}) belong to the writer. Thread-safe.
 */
public final class TileFolder implements LogFiles {
  private static final String CHECKPOINT = "checkpoint";

  private final Path folder;

  private TileFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** {@return the log in this folder}, which need not exist before something is exported */
  public static TileFolder at(Path folder) {
    return new TileFolder(folder);
  }

  /**
   * Brings the folder up to a checkpoint: writes the entries and tiles that it lacks, then the
   * checkpoint. Reads the entries from the last bundle that is not full, and nothing before it. The
   * same checkpoint with more signatures replaces the one there.
   *
   * @param checkpoint of the log, signed; its signatures are not checked
   * @param entries the log's entries
   * @throws MalformedException {@code receipts.malformed-checkpoint} if the note's text is none
   * @throws IllegalArgumentException if an entry is longer than {@link
   *     EntryBundle#MAX_ENTRY_BYTES}; the checkpoint in the folder is unchanged
   * @throws FactoryException {@code receipts.export-busy} if another export into the folder runs;
   *     {@code receipts.export-conflict} if the folder is of another log, of a larger tree, or of
   *     one that the entries do not continue; {@code receipts.export-wrong-root} if the entries do
   *     not have the checkpoint's root; {@code receipts.export-failed} if a file cannot be read or
   *     written. The checkpoint in the folder and all that belongs to it are unchanged then
   */
  public void export(SignedNote checkpoint, EntrySource entries) {
    Checkpoint target = Checkpoint.of(checkpoint);
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw busy();
        }
        Set<Path> changed = new HashSet<>();
        new TileExport(this, target, (path, bytes) -> write(path, bytes, changed)).run(entries);
        for (Path changedFolder : changed) {
          DurableFile.syncFolder(changedFolder);
        }
        write(CHECKPOINT, checkpoint.encode(), changed);
        DurableFile.syncFolder(folder);
      }
    } catch (OverlappingFileLockException e) {
      throw busy();
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  private void write(String path, byte[] content, Set<Path> changed) {
    Path file = folder.resolve(path);
    try {
      Path parent = file.getParent();
      Files.createDirectories(parent);
      DurableFile.write(folder.resolve(".draft"), file, content);
      Path at = folder;
      changed.add(at);
      for (Path name : folder.relativize(parent)) {
        at = at.resolve(name); // a new folder is an entry of the one above it
        changed.add(at);
      }
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  @Override
  public Optional<byte[]> read(String path, int limit) {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException("a path of a log stays below its prefix");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(limit + 1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private FactoryException busy() {
    return new FactoryException(
        "receipts.export-busy",
        "another export into "
            + folder
            + " is running; nothing was changed: let it end, then export again");
  }

  private FactoryException failed(String what, IOException cause) {
    return new FactoryException(
        "receipts.export-failed",
        "a file in "
            + folder
            + " could not be "
            + what
            + "; its checkpoint is unchanged: check the folder and the disk, then export again",
        cause);
  }
}

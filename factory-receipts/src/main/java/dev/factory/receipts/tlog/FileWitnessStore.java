package dev.factory.receipts.tlog;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Set;

/**
 * A {@link WitnessStore} in a folder that only its owner may read: one small file for each log.
 *
 * <p>A file holds three lines, as the beginning of a checkpoint does: origin, size and root. It is
 * replaced whole, and durable when {@link #compareAndSet} returns. Several processes may share the
 * folder; within one process share the store. A file that cannot be read is never taken for a log
 * that is unknown.
 */
public final class FileWitnessStore implements WitnessStore {
  private static final HexFormat HEX = HexFormat.of();

  private final Path folder;

  private FileWitnessStore(Path folder) {
    this.folder = folder;
  }

  /**
   * {@return the store in this folder, which is made if it does not exist}
   *
   * @throws FactoryException {@code receipts.witness-state-failed} if it cannot be made
   */
  public static FileWitnessStore in(Path folder) {
    Path absolute = folder.toAbsolutePath();
    try {
      Files.createDirectories(absolute, DurableFile.ownerOnly(absolute, "rwx------"));
    } catch (IOException e) {
      throw failed(absolute, e);
    }
    return new FileWitnessStore(absolute);
  }

  @Override
  public TreeHead latest(String origin) {
    Path file = fileOf(origin);
    try {
      Checkpoint kept = Checkpoint.parse(Text.decodeUtf8("checkpoint", Files.readAllBytes(file)));
      if (kept.origin().equals(origin)) {
        return kept.head();
      }
    } catch (NoSuchFileException e) {
      return TreeHead.EMPTY;
    } catch (MalformedException e) {
      throw unreadable(file, e);
    } catch (IOException e) {
      throw failed(file, e);
    }
    throw unreadable(file, new IllegalStateException("it is of another log"));
  }

  @Override
  public synchronized boolean compareAndSet(String origin, TreeHead expected, TreeHead next) {
    byte[] content = Text.utf8(new Checkpoint(origin, next).text());
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                DurableFile.ownerOnly(folder, "rw-------"));
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || !latest(origin).equals(expected)) {
        return false;
      }
      DurableFile.write(
          folder.resolve("draft"),
          fileOf(origin),
          content,
          DurableFile.ownerOnly(folder, "rw-------"));
      DurableFile.syncFolder(folder);
      return true;
    } catch (OverlappingFileLockException e) {
      throw new FactoryException(
          "receipts.witness-state-busy",
          "two stores of this process use "
              + folder
              + " at once; nothing was changed: share one store",
          e);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** An origin may hold anything a file name may not. */
  private Path fileOf(String origin) {
    return folder.resolve(HEX.formatHex(MerkleTree.sha256().digest(Text.utf8(origin))));
  }

  private static FactoryException failed(Path path, IOException cause) {
    return new FactoryException(
        "receipts.witness-state-failed",
        path
            + " cannot be read or written; no checkpoint was cosigned: check the folder and the disk",
        cause);
  }

  private static FactoryException unreadable(Path file, RuntimeException cause) {
    return new FactoryException(
        "receipts.witness-state-damaged",
        file
            + " does not hold the tree of its log; no checkpoint was cosigned: restore it, since a"
            + " witness that forgets can be led to cosign a fork",
        cause);
  }
}

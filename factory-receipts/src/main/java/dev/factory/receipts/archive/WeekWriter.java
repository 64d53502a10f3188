package dev.factory.receipts.archive;

import dev.factory.core.FactoryException;
import dev.factory.receipts.ReceiptHeader;
import dev.factory.receipts.archive.ArchiveReader.Whole;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.tlog.CompactRange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the file of one week, and decides what becomes of the one that is there. */
final class WeekWriter {
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final ReceiptStore store;
  private final WeekRange range;
  private final CompactRange before;
  private final boolean finished;
  private final ArchiveFile file;

  /**
   * @param before the tree over the receipts before the week
   */
  WeekWriter(
      Path folder, ReceiptStore store, WeekRange range, CompactRange before, boolean finished) {
    this.folder = folder;
    this.before = before;
    this.store = store;
    this.range = range;
    this.finished = finished;
    this.file = ArchiveFile.in(folder, range.week());
  }

  ArchiveOutcome write() {
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw busy();
        }
        return locked();
      }
    } catch (OverlappingFileLockException e) {
      throw busy();
    } catch (UncheckedIOException e) {
      throw failed(new IOException(e));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ArchiveOutcome locked() throws IOException {
    Whole there = Files.exists(file.path()) ? there() : null;
    Path draft = folder.resolve(".draft");
    try {
      Made made = draft(draft, there);
      ArchivedWeek archived = made.whole().summary();
      if (there == null) {
        publish(draft);
        return new ArchiveOutcome.Written(file.path(), archived);
      }
      if (made.whole().end().equals(there.end())) {
        return new ArchiveOutcome.Unchanged(file.path(), archived);
      }
      requireMore(made, there);
      publish(draft);
      return new ArchiveOutcome.Replaced(file.path(), archived, there.summary());
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private Whole there() throws IOException {
    try {
      return ArchiveReader.single(file);
    } catch (BrokenArchiveException e) {
      throw new FactoryException(
          "receipts.archive-damaged",
          "the archive there is not whole ("
              + e.fault()
              + "); it was left as it is: move it away, and archive the week again",
          e);
    }
  }

  /** What was written, and the root it has where the file there ends. */
  private record Made(Whole whole, Optional<ReceiptHash> rootWhereTheOtherEnds) {}

  private Made draft(Path path, @Nullable Whole there) throws IOException {
    ArchiveHead head = head();
    long remembered = there == null ? -1 : there.summary().end();
    Files.deleteIfExists(path);
    try (FileChannel channel =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      GZIPOutputStream out = new GZIPOutputStream(plain, BUFFER);
      OutputStream lines = new BufferedOutputStream(out, BUFFER);
      ArchiveDraft draft = new ArchiveDraft(lines, store, head, remembered);
      store.range(range.first(), range.end(), draft::add);
      boolean over = finished || (there != null && there.end().finished());
      ArchiveEnd end = draft.end(over);
      if (end.count() != range.end() - range.first()) {
        throw damaged(head.first() + end.count());
      }
      lines.flush();
      out.finish();
      plain.flush();
      channel.force(true);
      return new Made(new Whole(head, end), draft.rootAtRemembered());
    }
  }

  private ArchiveHead head() {
    List<StoredReceipt> first = new ArrayList<>(1);
    store.range(range.first(), range.first() + 1, first::add);
    if (first.isEmpty() || before.size() != range.first()) {
      throw damaged(before.size());
    }
    try {
      ReceiptHeader header = ReceiptHeader.parse(first.get(0).header());
      return new ArchiveHead(range.week(), header.ledger(), before, header.prevHash());
    } catch (IllegalArgumentException e) {
      throw damaged(range.first());
    }
  }

  private void requireMore(Made made, Whole there) {
    boolean continues =
        made.whole().head().ledger().equals(there.head().ledger())
            && made.whole().head().first() == there.head().first()
            && Optional.of(there.end().root()).equals(made.rootWhereTheOtherEnds());
    if (!continues) {
      throw new FactoryException(
          "receipts.archive-conflict",
          "the archive "
              + file.name()
              + " is of another ledger, or has receipts that this one has not; it was left as it"
              + " is: use another folder, or verify the ledger");
    }
  }

  private void publish(Path draft) throws IOException {
    Files.move(
        draft, file.path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FactoryException damaged(long seq) {
    return new FactoryException(
        "receipts.damaged",
        "receipt "
            + seq
            + " is missing or damaged; no archive was written or changed: verify the ledger, and restore it"
            + " from a backup");
  }

  private FactoryException busy() {
    return new FactoryException(
        "receipts.archive-busy",
        "another archive is being written into "
            + folder
            + "; nothing was changed: let it end, then archive again");
  }

  private FactoryException failed(IOException cause) {
    return new FactoryException(
        "receipts.archive-failed",
        "the archive "
            + file.name()
            + " could not be written; the one there, if any, is unchanged: check the folder and the"
            + " disk, then archive again",
        cause);
  }
}

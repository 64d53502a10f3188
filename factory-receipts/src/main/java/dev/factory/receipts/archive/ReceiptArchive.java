package dev.factory.receipts.archive;

import dev.factory.core.FactoryException;
import dev.factory.receipts.archive.ArchiveFault.Kind;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A folder with one file for each ISO week of a ledger: {@code receipts-2026-W04.ndjson.gz}.
 *
 * <p>Each file holds its receipts complete (header, signature, payload, idempotency key), says what
 * they follow, and can be checked by itself. Weeks without receipts have no file.
 *
 * <p><b>Atomicity:</b> a file appears whole, and durable, or not at all. <b>Idempotency:</b> to
 * archive a week again changes nothing, unless the ledger has erased something since: then the file
 * is replaced by one without it. <b>Memory</b> does not grow with the number of receipts. <b>
 * Threads and processes:</b> safe for use by many; of those that write into one folder at once, one
 * does and the others are refused.
 */
public final class ReceiptArchive {
  /**
   * How long after its end a week is over for an archive that has seen no later receipt: writers
   * may have slower clocks.
   */
  static final Duration GRACE = Duration.ofHours(1);

  private final Path folder;
  private final InstantSource time;

  private ReceiptArchive(Path folder, InstantSource time) {
    this.folder = folder;
    this.time = time;
  }

  /**
   * {@return the archives in this folder, which is made when the first one is written}
   *
   * @param time the clock: tells whether a week is over
   */
  public static ReceiptArchive in(Path folder, InstantSource time) {
    return new ReceiptArchive(folder.toAbsolutePath().normalize(), time);
  }

  /**
   * {@return the weeks in which the ledger has receipts, oldest first, up to and including the one
   * that is under way}
   */
  public List<IsoWeek> weeks(ReceiptStore store) {
    return WeekRange.all(store);
  }

  /**
   * {@return whether nothing can be added to a week any more: there is a receipt of a later one, or
   * its end is an hour past}
   */
  public boolean isOver(ReceiptStore store, IsoWeek week) {
    Instant end = week.end();
    return store.head().lastAcceptedAt().filter(last -> !last.isBefore(end)).isPresent()
        || !time.instant().isBefore(end.plus(GRACE));
  }

  /**
   * Archives a week that is over.
   *
   * @throws FactoryException {@code receipts.week-not-over}; {@code receipts.damaged} if the
   *     receipts of the week are not a chain, or a payload is gone that nothing says was erased;
   *     {@code receipts.archive-conflict} if the file there is of another ledger, or has what this
   *     one has not; {@code receipts.archive-damaged} if the file there is not whole; {@code
   *     receipts.archive-busy} if another writes into the folder; {@code receipts.archive-failed}
   *     if the disk refuses; no archive was written or changed
   */
  public ArchiveOutcome archive(ReceiptStore store, IsoWeek week) {
    if (!isOver(store, week)) {
      throw new FactoryException(
          "receipts.week-not-over",
          "week "
              + week
              + " is not over until "
              + week.end().plus(GRACE)
              + "; nothing was written: archive it then, or archive what there is so far");
    }
    return write(store, week, new GrowingTree(store), true);
  }

  /**
   * Archives every week that is over, oldest first, reading the ledger twice at most.
   *
   * @return one outcome for each week that has receipts; empty if none is over
   * @throws FactoryException as {@link #archive}, for the first week that cannot be archived; those
   *     before it were
   */
  public List<ArchiveOutcome> archiveAll(ReceiptStore store) {
    return writeAll(store, weeks(store).stream().filter(week -> isOver(store, week)).toList());
  }

  /**
   * Archives every week, the one under way as far as it has come.
   *
   * @return one outcome for each week that has receipts
   * @throws FactoryException as {@link #archiveAll}
   */
  public List<ArchiveOutcome> archiveAllSoFar(ReceiptStore store) {
    return writeAll(store, weeks(store));
  }

  private List<ArchiveOutcome> writeAll(ReceiptStore store, List<IsoWeek> weeks) {
    GrowingTree tree = new GrowingTree(store);
    List<ArchiveOutcome> outcomes = new ArrayList<>();
    for (IsoWeek week : weeks) {
      outcomes.add(write(store, week, tree, isOver(store, week)));
    }
    return outcomes;
  }

  /**
   * Archives a week as far as it has come; the file is replaced when the week is archived again.
   *
   * @throws FactoryException as {@link #archive}, except for {@code receipts.week-not-over}
   */
  public ArchiveOutcome archiveSoFar(ReceiptStore store, IsoWeek week) {
    return write(store, week, new GrowingTree(store), isOver(store, week));
  }

  private ArchiveOutcome write(
      ReceiptStore store, IsoWeek week, GrowingTree tree, boolean finished) {
    // asked for before the receipts are: what comes meanwhile is for the next time
    Head head = store.head();
    WeekRange range = WeekRange.of(store, head.size(), week);
    if (range.isEmpty()) {
      return new ArchiveOutcome.Nothing(week);
    }
    return new WeekWriter(folder, store, range, tree.upTo(range.first()), finished).write();
  }

  /**
   * Reads every file to the last byte.
   *
   * @throws FactoryException {@code receipts.archive-failed} if the folder or a file cannot be read
   */
  public ArchiveVerdict check() {
    ArchiveReader reader = new ArchiveReader(receipt -> {});
    try {
      List<ArchivedWeek> weeks = new ArrayList<>();
      for (ArchiveFile file : files()) {
        weeks.add(reader.read(file).summary());
      }
      return new ArchiveVerdict.Intact(weeks, reader.next(), reader.root());
    } catch (BrokenArchiveException e) {
      return new ArchiveVerdict.Broken(e.fault());
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /**
   * Fills an empty store from the archives: reads them all to the last byte, then writes. A restore
   * that was interrupted goes on where it ended.
   *
   * @param progress is told from time to time how many receipts are there
   * @throws FactoryException {@code receipts.restore-not-empty} if the store holds something else,
   *     {@code receipts.restore-conflict} if somebody else writes to it, {@code
   *     receipts.archive-failed} if a file cannot be read, or what the store threw
   */
  public RestoreOutcome restore(ReceiptStore store, LongConsumer progress) {
    ArchiveVerdict verdict = check();
    if (verdict instanceof ArchiveVerdict.Broken broken) {
      return new RestoreOutcome.Refused(broken.fault(), 0);
    }
    Restore restore = new Restore(store, progress);
    restore.requireWithin(((ArchiveVerdict.Intact) verdict).receipts());
    ArchiveReader reader = new ArchiveReader(restore::add);
    try {
      for (ArchiveFile file : files()) {
        reader.read(file);
      }
      restore.flush();
    } catch (BrokenArchiveException e) {
      return new RestoreOutcome.Refused(e.fault(), restore.written());
    } catch (IOException e) {
      throw failed("read", e);
    }
    return new RestoreOutcome.Restored(reader.next(), restore.written(), reader.root());
  }

  private List<ArchiveFile> files() throws IOException {
    List<ArchiveFile> files = Files.isDirectory(folder) ? ArchiveFile.all(folder) : List.of();
    if (files.isEmpty()) {
      throw new BrokenArchiveException(folder.getFileName().toString(), 0, Kind.MISSING);
    }
    return files;
  }

  private FactoryException failed(String what, IOException cause) {
    return new FactoryException(
        "receipts.archive-failed",
        "an archive in "
            + folder
            + " could not be "
            + what
            + "; no archive was changed: check the folder and the disk, then repeat the call",
        cause);
  }
}

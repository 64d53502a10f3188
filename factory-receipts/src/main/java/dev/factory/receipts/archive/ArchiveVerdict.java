package dev.factory.receipts.archive;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.List;

/** What a folder of archives is found to be. Signatures are not part of it. */
public sealed interface ArchiveVerdict {

  /**
   * The files are whole and follow each other from the first receipt on. A file missing at the end
   * goes unnoticed: compare the root with a checkpoint.
   *
   * @param weeks what each holds, oldest first; at least one
   * @param receipts how many receipts they have together
   * @param root root of the tree over all of them
   */
  record Intact(List<ArchivedWeek> weeks, long receipts, ReceiptHash root)
      implements ArchiveVerdict {

    /** Copies the list. */
    public Intact {
      weeks = List.copyOf(weeks);
    }
  }

  /**
   * Something is wrong.
   *
   * @param fault the first thing, in the order of the ledger
   */
  record Broken(ArchiveFault fault) implements ArchiveVerdict {}
}

package dev.factory.receipts.archive;

import dev.factory.receipts.spi.ReceiptHash;

/** What became of a restore. */
public sealed interface RestoreOutcome {

  /**
   * The store holds every receipt of the archives, and nothing else. Signatures were not checked:
   * verify it.
   *
   * @param receipts how many there are
   * @param written how many of them were not there before: fewer if an earlier restore had begun
   * @param root root of the tree over all of them, which verification must find again
   */
  record Restored(long receipts, long written, ReceiptHash root) implements RestoreOutcome {}

  /**
   * The archives are not whole.
   *
   * @param fault the first thing wrong
   * @param written how many receipts were written before it was found: 0, unless a file changed
   *     while it was restored
   */
  record Refused(ArchiveFault fault, long written) implements RestoreOutcome {}
}

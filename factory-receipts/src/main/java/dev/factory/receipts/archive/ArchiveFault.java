package dev.factory.receipts.archive;

/**
 * What is wrong with a folder of archives.
 *
 * @param file name of the file it was found in, without the folder
 * @param seq the receipt it was found at: the one that was to be read next
 * @param kind what it is
 */
public record ArchiveFault(String file, long seq, Kind kind) {

  /** What can be wrong. */
  public enum Kind {
    /** The file begins with a later receipt: those from {@code seq} on are in no file. */
    MISSING,
    /** The file begins with a receipt that an earlier file has too. */
    OVERLAP,
    /** The file ends before its last line. */
    TRUNCATED,
    /** The file is not what was written: a byte was changed, added or taken out. */
    DAMAGED,
    /** The file is of another ledger than those before it. */
    OTHER_LEDGER,
    /** A receipt does not follow the one before it, or the tree has another root than written. */
    WRONG_CHAIN,
    /** The file is of another week than its name says, or a receipt of another than the file. */
    WRONG_WEEK,
    /** There is a file of a later format, which this release cannot read. */
    UNKNOWN_FORMAT
  }

  /** {@return the fault in one sentence} */
  @Override
  public String toString() {
    return file + ", at receipt " + seq + ": " + kind;
  }
}

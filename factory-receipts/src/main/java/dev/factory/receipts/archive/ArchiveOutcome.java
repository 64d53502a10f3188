package dev.factory.receipts.archive;

import java.nio.file.Path;

/** What became of a week that was to be archived. */
public sealed interface ArchiveOutcome {

  /**
   * A new file holds it, and is durable.
   *
   * @param file where
   * @param archived what is in it
   */
  record Written(Path file, ArchivedWeek archived) implements ArchiveOutcome {}

  /**
   * The file that was there says all of it; nothing was changed.
   *
   * @param file where
   * @param archived what is in it
   */
  record Unchanged(Path file, ArchivedWeek archived) implements ArchiveOutcome {}

  /**
   * The file that was there was replaced as a whole: the ledger has more receipts of the week, or
   * has erased payloads since. It never has less of what was not erased.
   *
   * @param file where
   * @param archived what is in it now
   * @param before what was in it
   */
  record Replaced(Path file, ArchivedWeek archived, ArchivedWeek before)
      implements ArchiveOutcome {}

  /**
   * The ledger has no receipts of the week; no file was made.
   *
   * @param week which week
   */
  record Nothing(IsoWeek week) implements ArchiveOutcome {}
}

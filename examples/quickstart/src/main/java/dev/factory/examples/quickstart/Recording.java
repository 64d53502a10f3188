package dev.factory.examples.quickstart;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.AddressHash;
import dev.factory.attribution.files.EventFiles;
import dev.factory.attribution.files.FileSummary;
import dev.factory.attribution.files.RecordingSink;
import dev.factory.attribution.files.Rejects;
import dev.factory.attribution.files.RowSink;
import dev.factory.attribution.spi.RecordOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Records files in batches: the rows of a batch and the events that tell of them are one
 * transaction, and the ledger takes the events before the next batch begins.
 */
final class Recording {
  private final EventFiles files;
  private final Ledger ledger;
  private final RejectedRows rejected;

  Recording(Keys keys, Ledger ledger, RejectedRows rejected) {
    this.files = EventFiles.hashing(AddressHash.keyed(keys.address()));
    this.ledger = ledger;
    this.rejected = rejected;
  }

  Counts clicks(Path file, Screen.Progress progress) throws IOException {
    Attribution attribution = ledger.attribution();
    return record("clicks", file, files::touchpoints, attribution::recordTouchpoints, progress);
  }

  Counts conversions(Path file, Screen.Progress progress) throws IOException {
    Attribution attribution = ledger.attribution();
    return record(
        "conversions", file, files::conversions, attribution::recordConversions, progress);
  }

  Counts refunds(Path file, Screen.Progress progress) throws IOException {
    Attribution attribution = ledger.attribution();
    return record("refunds", file, files::reversals, attribution::recordReversals, progress);
  }

  /** Reads one kind of file. */
  private interface Reader<T> {
    FileSummary read(Path file, RowSink<T> sink, Rejects rejects);
  }

  private <T> Counts record(
      String what,
      Path file,
      Reader<T> reader,
      Function<List<T>, List<RecordOutcome>> recorder,
      Screen.Progress progress)
      throws IOException {
    long size = Files.size(file);
    try (RejectedRows.Input rejects = rejected.of(what, file)) {
      RecordingSink<T> sink = new RecordingSink<>(recorder, rejects);
      Position position = new Position();
      FileSummary summary =
          reader.read(
              file,
              batch -> {
                sink.accept(batch);
                ledger.drain();
                batch.forEach(row -> position.pass(row.raw().text()));
                progress.at(position.characters, size);
              },
              rejects);
      rejects.finish();
      return new Counts(
          sink.recorded(),
          sink.duplicates(),
          summary.rejected() + sink.refused(),
          summary.ignoredColumns());
    }
  }

  /** How much of a file was read, near enough for a bar. */
  private static final class Position {
    private long characters;

    void pass(String row) {
      characters += row.length() + 1;
    }
  }

  /**
   * What became of the rows of a file.
   *
   * @param recorded recorded now
   * @param known recorded before, by an earlier row or run
   * @param rejected not taken
   * @param ignoredColumns columns that mean nothing here
   */
  record Counts(long recorded, long known, long rejected, List<String> ignoredColumns) {

    /** {@return for example {@code 27,506 recorded, 306 already there}} */
    String words() {
      List<String> parts = new ArrayList<>();
      add(parts, recorded, "recorded");
      add(parts, known, "already there");
      add(parts, rejected, "rejected");
      return parts.isEmpty() ? "no rows" : String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String what) {
      if (number > 0) {
        parts.add(String.format(Locale.ROOT, "%,d %s", number, what));
      }
    }
  }
}

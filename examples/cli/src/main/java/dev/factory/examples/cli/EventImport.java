package dev.factory.examples.cli;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.files.EventFiles;
import dev.factory.attribution.files.FileFormat;
import dev.factory.attribution.files.FileSummary;
import dev.factory.attribution.files.RecordingSink;
import dev.factory.attribution.files.Rejects;
import dev.factory.attribution.files.RejectsFile;
import dev.factory.attribution.files.RowSink;
import dev.factory.attribution.spi.RecordOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records files in batches: the rows of a batch and the events that tell of them are one
 * transaction, and the ledger takes the events before the next batch begins.
 */
final class EventImport {
  private static final int SHOWN = 10;

  private final Session session;
  private final Books books;
  private final EventFiles reader;
  private final @Nullable Path rejectsFolder;

  private final List<String> lines = new ArrayList<>();
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
  private long rejected;

  /**
   * @param rejectsFolder where rows that were not taken go; null for nowhere
   */
  EventImport(Session session, Books books, EventFiles reader, @Nullable Path rejectsFolder) {
    this.session = session;
    this.books = books;
    this.reader = reader;
    this.rejectsFolder = rejectsFolder;
  }

  void clicks(Path file) throws IOException {
    Attribution attribution = books.attribution();
    record("clicks", file, reader::touchpoints, attribution::recordTouchpoints);
  }

  void conversions(Path file) throws IOException {
    Attribution attribution = books.attribution();
    record("conversions", file, reader::conversions, attribution::recordConversions);
  }

  void refunds(Path file) throws IOException {
    Attribution attribution = books.attribution();
    record("refunds", file, reader::reversals, attribution::recordReversals);
  }

  /** Reads one kind of file. */
  private interface Reader<T> {
    FileSummary read(Path file, RowSink<T> sink, Rejects rejects);
  }

  private <T> void record(
      String what, Path file, Reader<T> reader, Function<List<T>, List<RecordOutcome>> recorder)
      throws IOException {
    List<String> reasons = new ArrayList<>();
    long before = rejected;
    try (ProgressBar bar = session.progress("Recording " + what, Files.size(file));
        RejectsFile kept = RejectsFile.at(rejectsFile(what, file))) {
      Rejects rejects =
          reject -> {
            rejected++;
            if (reasons.size() < SHOWN) {
              reasons.add(Text.printable(reject.message()));
            }
            if (keepsRejects()) {
              kept.accept(reject);
            }
          };
      RecordingSink<T> sink = new RecordingSink<>(recorder, rejects);
      Position position = new Position();
      FileSummary summary =
          reader.read(
              file,
              batch -> {
                sink.accept(batch);
                books.drain();
                batch.forEach(row -> position.pass(row.raw().text()));
                bar.accept(position.characters);
              },
              rejects);
      tell(what, sink, summary, rejected - before, reasons);
    }
  }

  private boolean keepsRejects() {
    return rejectsFolder != null && books.areKept();
  }

  private Path rejectsFile(String what, Path file) throws IOException {
    if (rejectsFolder == null) {
      return file.resolveSibling("rejects");
    }
    if (books.areKept()) {
      Files.createDirectories(rejectsFolder);
    }
    String extension = FileFormat.of(file).name().toLowerCase(Locale.ROOT);
    return rejectsFolder.resolve(what + "." + extension);
  }

  /** How much of a file was read, near enough for a bar. */
  private static final class Position {
    private long characters;

    void pass(String row) {
      characters += row.length() + 1;
    }
  }

  private void tell(
      String what, RecordingSink<?> sink, FileSummary summary, long refused, List<String> reasons) {
    List<String> parts = new ArrayList<>();
    add(parts, sink.recorded(), "recorded");
    add(parts, sink.duplicates(), "already there");
    add(parts, refused, "not taken");
    lines.add(
        (refused == 0 ? "✓ " : "✗ ")
            + what.substring(0, 1).toUpperCase(Locale.ROOT)
            + what.substring(1)
            + ": "
            + (parts.isEmpty() ? "no rows" : String.join(", ", parts)));
    reasons.forEach(reason -> lines.add("  " + reason));
    if (refused > reasons.size()) {
      lines.add(String.format(Locale.ROOT, "  and %,d more", refused - reasons.size()));
    }
    if (!summary.ignoredColumns().isEmpty()) {
      lines.add("  ignored columns: " + String.join(", ", summary.ignoredColumns()));
    }
    members.put(
        what,
        Map.of(
            "recorded", sink.recorded(),
            "already_there", sink.duplicates(),
            "not_taken", refused,
            "reasons", reasons,
            "ignored_columns", summary.ignoredColumns()));
  }

  private static void add(List<String> parts, long number, String what) {
    if (number > 0) {
      parts.add(String.format(Locale.ROOT, "%,d %s", number, what));
    }
  }

  /** {@return what became of each file, as lines} */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** {@return the same for machines} */
  Map<String, @Nullable Object> members() {
    return members;
  }

  /** {@return how many rows were not taken} */
  long rejected() {
    return rejected;
  }
}

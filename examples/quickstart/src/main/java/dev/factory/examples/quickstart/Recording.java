package dev.factory.examples.quickstart;

import dev.factory.attribution.spi.RecordOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Records the rows of one file in batches: the rows of a batch and the events that tell of them are
 * one transaction, and the ledger takes the events before the next batch begins.
 *
 * @param <T> what a row holds
 */
final class Recording<T> {
  private static final int BATCH = 1_000;

  private final Path file;
  private final String idColumn;
  private final Function<List<T>, List<RecordOutcome>> recorder;
  private final Ledger ledger;
  private final Rejects rejects;
  private final List<T> batch = new ArrayList<>(BATCH);
  private final List<Long> lines = new ArrayList<>(BATCH);
  private long recorded;
  private long known;
  private long rejected;

  /**
   * @param file named in reasons
   * @param idColumn the column whose id an outcome speaks of
   * @param recorder records a batch in one transaction
   */
  Recording(
      Path file,
      String idColumn,
      Function<List<T>, List<RecordOutcome>> recorder,
      Ledger ledger,
      Rejects rejects) {
    this.file = file;
    this.idColumn = idColumn;
    this.recorder = recorder;
    this.ledger = ledger;
    this.rejects = rejects;
  }

  /** Takes a row that could be read. */
  void row(long line, T value) throws IOException {
    batch.add(value);
    lines.add(line);
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /** Takes a row that could not be read. */
  void unreadable(String reason) throws IOException {
    rejects.add(reason);
    rejected++;
  }

  /** Records what is left. */
  Counts finish() throws IOException {
    flush();
    return new Counts(recorded, known, rejected);
  }

  private void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    List<RecordOutcome> outcomes = recorder.apply(batch);
    ledger.drain();
    for (int index = 0; index < outcomes.size(); index++) {
      switch (outcomes.get(index)) {
        case RECORDED -> recorded++;
        case DUPLICATE -> known++;
        case CONFLICT, UNKNOWN_CONVERSION, OTHER_CURRENCY, EXCEEDS_GROSS ->
            refused(lines.get(index), outcomes.get(index));
      }
    }
    batch.clear();
    lines.clear();
  }

  private void refused(long line, RecordOutcome outcome) throws IOException {
    unreadable(
        String.format(
            Locale.ROOT, "%s:%d: %s: %s", file.getFileName(), line, idColumn, reason(outcome)));
  }

  private static String reason(RecordOutcome outcome) {
    return switch (outcome) {
      case CONFLICT ->
          "the id is taken by a row with other content, which stays as it was; allowed: the same"
              + " content again, or another id";
      case UNKNOWN_CONVERSION ->
          "its conversion is not recorded; allowed: the id of a conversion in the file of"
              + " conversions or recorded before";
      case OTHER_CURRENCY ->
          "it is in another currency than its conversion; allowed: the conversion's currency";
      case EXCEEDS_GROSS ->
          "it is more than is left of its conversion; allowed: at most the gross less what was"
              + " refunded before";
      case RECORDED, DUPLICATE -> throw new IllegalArgumentException(outcome + " is no problem");
    };
  }

  /**
   * What became of the rows of a file.
   *
   * @param recorded recorded now
   * @param known recorded before, by an earlier row or run
   * @param rejected not taken
   */
  record Counts(long recorded, long known, long rejected) {

    /** {@return for example {@code 27,506 recorded, 306 already there}} */
    String words() {
      if (recorded + known + rejected == 0) {
        return "no rows";
      }
      List<String> parts = new ArrayList<>();
      add(parts, recorded, "recorded");
      add(parts, known, "already there");
      add(parts, rejected, "rejected");
      return String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String what) {
      if (number > 0) {
        parts.add(String.format(Locale.ROOT, "%,d %s", number, what));
      }
    }
  }
}

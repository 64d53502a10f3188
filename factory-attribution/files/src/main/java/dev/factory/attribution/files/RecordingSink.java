package dev.factory.attribution.files;

import dev.factory.attribution.spi.RecordOutcome;
import java.util.List;
import java.util.function.Function;

/**
 * Records the rows of a file and rejects those that the store refuses: {@code new
 * RecordingSink<>(attribution::recordTouchpoints, rejects)}.
 *
 * <p>For use by one thread.
 *
 * @param <T> what a row holds
 */
public final class RecordingSink<T> implements RowSink<T> {
  private final Function<List<T>, List<RecordOutcome>> recorder;
  private final Rejects rejects;

  private long recorded;
  private long duplicates;
  private long refused;

  /**
   * @param recorder records a batch and gives one outcome for each item, in their order
   * @param rejects takes the rows that were refused
   */
  public RecordingSink(Function<List<T>, List<RecordOutcome>> recorder, Rejects rejects) {
    this.recorder = recorder;
    this.rejects = rejects;
  }

  @Override
  public void accept(List<Row<T>> batch) {
    List<RecordOutcome> outcomes = recorder.apply(batch.stream().map(Row::value).toList());
    for (int index = 0; index < batch.size(); index++) {
      count(outcomes.get(index), batch.get(index));
    }
  }

  private void count(RecordOutcome outcome, Row<T> row) {
    switch (outcome) {
      case RECORDED -> recorded++;
      case DUPLICATE -> duplicates++;
      case CONFLICT ->
          refuse(
              row.rejected(
                  Columns.EVENT_ID,
                  "is taken by an event with other content, which stays as it was",
                  "an id of its own, or the very same content"));
      case UNKNOWN_CONVERSION ->
          refuse(
              row.rejected(
                  Columns.CONVERSION_ID,
                  "names no conversion that is recorded",
                  "the event id of a conversion that was recorded before"));
      case OTHER_CURRENCY ->
          refuse(
              row.rejected(
                  Columns.CURRENCY,
                  "is not the currency of the conversion",
                  "the currency of the conversion"));
      case EXCEEDS_GROSS ->
          refuse(
              row.rejected(
                  Columns.AMOUNT,
                  "is more than what other reversals left of the conversion",
                  "all reversals together up to the gross of the conversion"));
    }
  }

  private void refuse(Reject reject) {
    refused++;
    rejects.accept(reject);
  }

  /** {@return how many rows are new} */
  public long recorded() {
    return recorded;
  }

  /** {@return how many rows were recorded before, with the same content} */
  public long duplicates() {
    return duplicates;
  }

  /** {@return how many rows the store refused} */
  public long refused() {
    return refused;
  }
}

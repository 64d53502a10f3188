package dev.factory.attribution.files;

import java.util.List;

/**
 * Takes the rows of a file.
 *
 * @param <T> what a row holds
 */
@FunctionalInterface
public interface RowSink<T> {

  /**
   * Takes some rows, in the order of the file.
   *
   * @param batch 1 to {@value EventFiles#BATCH} rows; it may be kept
   */
  void accept(List<Row<T>> batch);
}

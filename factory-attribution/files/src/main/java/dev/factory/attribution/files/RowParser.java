package dev.factory.attribution.files;

import java.util.Set;

/**
 * What the columns of a file mean.
 *
 * @param <T> what a row holds
 */
interface RowParser<T> {

  /** {@return the columns that must be there} */
  Set<String> required();

  /** {@return the columns that may be there} */
  Set<String> optional();

  /**
   * {@return what the row holds}
   *
   * @throws CellException if a cell cannot be taken
   */
  T parse(Cells cells);

  /**
   * Refuses a file that has columns it must not have.
   *
   * @throws dev.factory.core.FactoryException if so
   */
  default void requireAllowed(Set<String> columns) {}

  /** {@return whether the column means something, to this or to a file of rejects} */
  default boolean knows(String column) {
    return required().contains(column)
        || optional().contains(column)
        || Columns.OF_REJECTS.contains(column);
  }
}

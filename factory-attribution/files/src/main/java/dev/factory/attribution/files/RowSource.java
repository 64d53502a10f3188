package dev.factory.attribution.files;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one file in one format. */
interface RowSource extends AutoCloseable {

  /** {@return the next row, or null at the end} */
  @Nullable SourceRow next() throws IOException;

  @Override
  void close() throws IOException;

  /** A row: its cells, or why it has none. */
  sealed interface SourceRow {

    /** {@return the line it begins at, from 1} */
    long line();

    /** {@return the row as it stands in the file} */
    RawRow raw();

    /**
     * A row that could be taken apart.
     *
     * @param columns the columns it has
     */
    record Whole(long line, RawRow raw, Set<String> columns, Cells cells) implements SourceRow {}

    /** A row that could not. */
    record Broken(long line, RawRow raw, String problem, String allowed) implements SourceRow {}
  }
}

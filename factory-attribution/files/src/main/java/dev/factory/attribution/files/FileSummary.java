package dev.factory.attribution.files;

import java.util.List;

/**
 * How the reading of a file went.
 *
 * @param file the name of the file
 * @param rows how many rows there were, without the header and empty lines
 * @param accepted how many of them the sink got
 * @param rejected how many were malformed
 * @param ignoredColumns columns that mean nothing here, by name; look there for a misspelt one
 */
public record FileSummary(
    String file, long rows, long accepted, long rejected, List<String> ignoredColumns) {

  /** Copies the columns. */
  public FileSummary {
    ignoredColumns = List.copyOf(ignoredColumns);
  }
}

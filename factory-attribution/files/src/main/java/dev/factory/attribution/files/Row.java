package dev.factory.attribution.files;

/**
 * A row that was read, and where it stood.
 *
 * @param <T> what it holds
 * @param file the name of the file
 * @param line the line it begins at, from 1
 * @param value what it holds
 * @param raw the row as it stood in the file
 */
public record Row<T>(String file, long line, T value, RawRow raw) {

  /**
   * {@return the rejection of this row by whoever took it}
   *
   * @param column the column that is to be mended
   * @param problem what is wrong with it, without its value
   * @param allowed what would be right
   */
  public Reject rejected(String column, String problem, String allowed) {
    return new Reject(file, line, column, problem, allowed, raw);
  }
}

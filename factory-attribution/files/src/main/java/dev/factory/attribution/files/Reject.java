package dev.factory.attribution.files;

/**
 * A row that was not taken, and why.
 *
 * @param file the name of the file
 * @param line the line the row begins at, from 1
 * @param column the column that is wrong, or {@code row} if it is the row as a whole
 * @param problem what is wrong, without any value of the row
 * @param allowed what would be right
 * @param raw the row as it stood in the file
 */
public record Reject(
    String file, long line, String column, String problem, String allowed, RawRow raw) {

  /** The column of a problem with the row as a whole. */
  public static final String WHOLE_ROW = "row";

  /**
   * {@return one line that may be shown and logged: {@code clicks.csv:17: at: is not a time;
   * allowed: ISO-8601 such as 2026-01-24T12:34:56Z}}
   */
  public String message() {
    return file + ":" + line + ": " + reason();
  }

  /** {@return the message without the place} */
  String reason() {
    return column + ": " + problem + "; allowed: " + allowed;
  }

  /** {@return the message} */
  @Override
  public String toString() {
    return message();
  }
}

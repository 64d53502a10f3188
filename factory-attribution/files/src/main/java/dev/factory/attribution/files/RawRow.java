package dev.factory.attribution.files;

import org.jspecify.annotations.Nullable;

/**
 * A row as it stood in its file, to be given back to who sent it. It may hold personal data: it
 * goes into a file of rejects and nowhere else, and its own text form hides it.
 *
 * @param format what it is written in
 * @param header the first row of the file, if it is CSV; else null
 * @param text the row without the line break at its end; it may hold line breaks inside quotes
 */
public record RawRow(FileFormat format, @Nullable String header, String text) {

  /** {@return the format and the length} */
  @Override
  public String toString() {
    return "RawRow[" + format + ", " + text.length() + " characters]";
  }
}

package dev.factory.attribution.files;

import dev.factory.core.FactoryException;
import java.nio.file.Path;
import java.util.Locale;

/** The formats that can be read. */
public enum FileFormat {
  /** Comma-separated values (RFC 4180) in UTF-8, with the names of the columns in the first row. */
  CSV,
  /** One JSON object a line, in UTF-8, with the names of the columns as members. */
  NDJSON;

  /**
   * {@return the format that the file's extension says: {@code .csv}; {@code .ndjson} or {@code
   * .jsonl}}
   *
   * @throws FactoryException {@code attribution.unknown-format} if it says anything else
   */
  public static FileFormat of(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "csv" -> CSV;
      case "ndjson", "jsonl" -> NDJSON;
      default ->
          throw new FactoryException(
              "attribution.unknown-format",
              "the extension of "
                  + name
                  + " says no format that is known; nothing was read: name it .csv, .ndjson or"
                  + " .jsonl, or say the format");
    };
  }
}

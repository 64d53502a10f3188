package dev.factory.attribution.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import dev.factory.attribution.files.LineSource.Line;
import dev.factory.core.FactoryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV (RFC 4180), each taken apart by itself, so that a row with a wrong quote is one wrong
 * row and not the end of the file.
 */
final class CsvSource implements RowSource {
  private static final String QUOTES =
      "quotes around a whole cell, closed before the next comma, doubled inside it";

  /** More lines than this in one row mean that a quote was not closed. */
  private static final int MAX_LINES = 100;

  private final LineSource lines;
  private final CsvReaderBuilder csv =
      CsvReader.builder().allowExtraCharsAfterClosingQuote(false).allowUnclosedQuote(false);
  private final String header;
  private final Map<String, Integer> columns;

  CsvSource(LineSource lines, String file) throws IOException {
    this.lines = lines;
    Line first = firstLine(file);
    this.header = first.text();
    this.columns = columns(fields(header), file);
  }

  private Line firstLine(String file) throws IOException {
    Line line = lines.next();
    while (line != null && line.text().isEmpty()) {
      line = lines.next();
    }
    if (line == null) {
      throw new FactoryException(
          "attribution.file-empty",
          file + " is empty; nothing was read: its first row names the columns");
    }
    return line;
  }

  private static Map<String, Integer> columns(@Nullable List<String> names, String file) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    if (names == null) {
      throw wrongHeader(file, "has a quote that is not closed");
    }
    for (int index = 0; index < names.size(); index++) {
      String name = names.get(index).strip().toLowerCase(Locale.ROOT);
      if (columns.put(name, index) != null) {
        throw wrongHeader(file, "names a column twice, the second time in place " + (index + 1));
      }
    }
    return columns;
  }

  private static FactoryException wrongHeader(String file, String problem) {
    return new FactoryException(
        "attribution.file-header",
        "the first row of " + file + " " + problem + "; nothing was read: mend it");
  }

  Map<String, Integer> columns() {
    return columns;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    Line line = lines.next();
    while (line != null && line.text().isEmpty()) {
      line = lines.next();
    }
    return line == null ? null : record(line);
  }

  private SourceRow record(Line first) throws IOException {
    if (first.cut()) {
      return broken(first, "is longer than " + LineSource.MAX_LINE + " characters", "less");
    }
    StringBuilder text = new StringBuilder(first.text());
    List<Line> more = new ArrayList<>();
    Line last = first;
    while (endsInQuotes(text) && more.size() < MAX_LINES && text.length() < LineSource.MAX_LINE) {
      Line next = lines.next();
      if (next == null) {
        break;
      }
      more.add(next);
      text.append(last.end()).append(next.text());
      last = next;
    }
    List<String> cells = last.cut() ? null : fields(text.toString());
    if (cells == null) {
      // the lines after it may be whole rows that a forgotten quote has swallowed
      lines.pushBack(more);
      return broken(first, "has a quote in a wrong place", QUOTES);
    }
    RawRow raw = raw(text.toString());
    if (cells.size() != columns.size()) {
      return new SourceRow.Broken(
          first.number(),
          raw,
          "has " + cells.size() + " cells, the header has " + columns.size(),
          "as many as the header; quotes around a cell that has a comma");
    }
    return new SourceRow.Whole(
        first.number(), raw, columns.keySet(), new Cells((column, shape) -> cell(cells, column)));
  }

  private @Nullable String cell(List<String> cells, String column) {
    Integer index = columns.get(column);
    return index == null ? null : cells.get(index);
  }

  private SourceRow broken(Line line, String problem, String allowed) {
    return new SourceRow.Broken(line.number(), raw(line.text()), problem, allowed);
  }

  private RawRow raw(String text) {
    return new RawRow(FileFormat.CSV, header, text);
  }

  /** {@return the cells, or null if the quotes are wrong} */
  private @Nullable List<String> fields(String text) {
    try {
      return csv.ofSingleCsvRecord(text).getFields();
    } catch (CsvParseException e) {
      return null;
    }
  }

  /** {@return whether the text ends inside quotes, so that its row goes on in the next line} */
  private static boolean endsInQuotes(CharSequence text) {
    Place place = Place.CELL_START;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean quote = character == '"';
      place =
          switch (place) {
            case CELL_START, PLAIN, AFTER_QUOTE -> {
              if (character == ',') {
                yield Place.CELL_START;
              }
              // the second of two quotes opens again what the first closed
              yield quote && place != Place.PLAIN ? Place.QUOTED : Place.PLAIN;
            }
            case QUOTED -> quote ? Place.AFTER_QUOTE : Place.QUOTED;
          };
    }
    return place == Place.QUOTED;
  }

  private enum Place {
    CELL_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

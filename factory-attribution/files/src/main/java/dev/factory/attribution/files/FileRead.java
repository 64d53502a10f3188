package dev.factory.attribution.files;

import dev.factory.attribution.files.RowSource.SourceRow;
import dev.factory.core.FactoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One pass over one file.
 *
 * @param <T> what a row holds
 */
final class FileRead<T> {
  private final Path path;
  private final String file;
  private final FileFormat format;
  private final RowParser<T> parser;
  private final RowSink<T> sink;
  private final Rejects rejects;

  private final Set<String> ignored = new TreeSet<>();
  private final List<Row<T>> batch = new ArrayList<>(EventFiles.BATCH);
  private long rows;
  private long accepted;

  FileRead(Path path, FileFormat format, RowParser<T> parser, RowSink<T> sink, Rejects rejects) {
    this.path = path;
    this.file = String.valueOf(path.getFileName());
    this.format = format;
    this.parser = parser;
    this.sink = sink;
    this.rejects = rejects;
  }

  FileSummary run() {
    if (!Files.isRegularFile(path)) {
      throw new FactoryException(
          "attribution.file-missing",
          path + " is not there, or is no file; nothing was read: check the path");
    }
    try (RowSource source = open()) {
      for (SourceRow row = source.next(); row != null; row = source.next()) {
        take(row);
      }
      flush();
      return new FileSummary(file, rows, accepted, rows - accepted, List.copyOf(ignored));
    } catch (IOException e) {
      throw new FactoryException(
          "attribution.file-unreadable",
          path
              + " cannot be read"
              + (rows == 0 ? "; nothing was taken" : " after row " + rows + "; those were taken")
              + ": check its permissions and its disk, then read it again, which doubles nothing",
          e);
    }
  }

  private RowSource open() throws IOException {
    LineSource lines = LineSource.open(path);
    try {
      if (format == FileFormat.NDJSON) {
        return new NdjsonSource(lines);
      }
      CsvSource source = new CsvSource(lines, file);
      requireColumns(source.columns().keySet());
      return source;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private void requireColumns(Set<String> columns) {
    Set<String> missing = new TreeSet<>(parser.required());
    missing.removeAll(columns);
    if (!missing.isEmpty()) {
      throw new FactoryException(
          "attribution.file-columns",
          file
              + " lacks the "
              + (missing.size() == 1 ? "column " : "columns ")
              + String.join(", ", missing)
              + "; nothing was read: name them in the first row, in UTF-8, with commas between"
              + " them; allowed besides: "
              + String.join(", ", new TreeSet<>(parser.optional())));
    }
    parser.requireAllowed(columns);
  }

  private void take(SourceRow row) {
    rows++;
    if (row instanceof SourceRow.Broken broken) {
      rejects.accept(
          new Reject(
              file,
              broken.line(),
              Reject.WHOLE_ROW,
              broken.problem(),
              broken.allowed(),
              broken.raw()));
    } else if (row instanceof SourceRow.Whole whole) {
      take(whole);
    }
  }

  private void take(SourceRow.Whole row) {
    for (String column : row.columns()) {
      if (!parser.knows(column)) {
        ignored.add(column);
      }
    }
    T value;
    try {
      value = parser.parse(row.cells());
    } catch (CellException e) {
      rejects.accept(e.of(file, row.line(), row.raw()));
      return;
    }
    accepted++;
    batch.add(new Row<>(file, row.line(), value, row.raw()));
    if (batch.size() == EventFiles.BATCH) {
      flush();
    }
  }

  private void flush() {
    if (!batch.isEmpty()) {
      sink.accept(List.copyOf(batch));
      batch.clear();
    }
  }
}

package dev.factory.attribution.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file gave.
 *
 * @param summary how it went
 * @param rows what the sink got
 * @param rejects what it did not get
 */
record Reading<T>(FileSummary summary, List<Row<T>> rows, List<Reject> rejects) {

  @FunctionalInterface
  interface Reader<T> {
    FileSummary read(Path file, RowSink<T> sink, Rejects rejects);
  }

  static <T> Reading<T> of(Path file, Reader<T> reader) {
    List<Row<T>> rows = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    FileSummary summary = reader.read(file, rows::addAll, rejects::add);
    return new Reading<>(summary, rows, rejects);
  }

  static Path write(Path file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<T> values() {
    return rows.stream().map(Row::value).toList();
  }

  List<Long> lines() {
    return rows.stream().map(Row::line).toList();
  }

  List<String> messages() {
    return rejects.stream().map(Reject::message).toList();
  }
}

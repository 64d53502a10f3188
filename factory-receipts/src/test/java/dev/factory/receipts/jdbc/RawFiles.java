package dev.factory.receipts.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Bytes of a database as they lie on the disk. */
final class RawFiles {
  private RawFiles() {}

  /** {@return how often an ASCII text stands in the files of a folder and of those in it} */
  static long occurrences(Path folder, String text) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    long count = 0;
    for (Path file : files) {
      // one character for each byte
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (int at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
        count++;
      }
    }
    return count;
  }
}

package dev.factory.examples.quickstart;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were not taken, one reason a line: all of them in a file, the first few to be printed.
 * The file appears when the run is over; if nothing was rejected, one of an earlier run goes away.
 */
final class Rejects implements AutoCloseable {
  private static final int SHOWN = 10;

  private final Path file;
  private final Path draft;
  private final List<String> shown = new ArrayList<>();
  private @Nullable BufferedWriter writer;
  private long count;

  /**
   * @param file where the reasons go; its folder exists
   */
  Rejects(Path file) {
    this.file = file;
    this.draft = file.resolveSibling(file.getFileName() + ".draft");
  }

  /**
   * @param reason {@code file:line: column: problem; allowed: ...}
   */
  void add(String reason) throws IOException {
    BufferedWriter out = writer;
    if (out == null) {
      out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
      writer = out;
    }
    out.write(reason);
    out.write('\n');
    count++;
    if (shown.size() < SHOWN) {
      shown.add(reason);
    }
  }

  long count() {
    return count;
  }

  /** {@return the first reasons, at most {@value #SHOWN}} */
  List<String> shown() {
    return List.copyOf(shown);
  }

  /** Puts the file in its place. */
  void finish() throws IOException {
    close();
    if (count > 0) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(draft);
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}

package dev.factory.examples.quickstart;

import dev.factory.attribution.files.FileFormat;
import dev.factory.attribution.files.Reject;
import dev.factory.attribution.files.Rejects;
import dev.factory.attribution.files.RejectsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rows of a run that were not taken. Those of one input stand in one file, as they were and
 * with their reasons, to be mended and read again; it appears when that input is read, and goes
 * away when a later run rejects nothing of it.
 */
final class RejectedRows {
  private static final int SHOWN = 10;

  private final Path folder;
  private final List<String> shown = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private long count;

  /**
   * @param folder where the files go; made with the first
   */
  RejectedRows(Path folder) {
    this.folder = folder;
  }

  /**
   * {@return where rejects of one input go}
   *
   * @param what names it: {@code clicks}
   * @param input the file that is read
   */
  Input of(String what, Path input) throws IOException {
    String name = what + "." + FileFormat.of(input).name().toLowerCase(Locale.ROOT);
    Path draft = folder.resolve(name + ".draft");
    if (Files.isDirectory(folder)) {
      Files.deleteIfExists(draft);
    }
    return new Input(folder.resolve(name), draft);
  }

  long count() {
    return count;
  }

  /** {@return the first reasons, at most {@value #SHOWN}} */
  List<String> shown() {
    return List.copyOf(shown);
  }

  /** {@return the files that hold them} */
  List<Path> files() {
    return List.copyOf(files);
  }

  /** Rejects of one input; close it, and then say that all of it was read. */
  final class Input implements Rejects, AutoCloseable {
    private final Path file;
    private final Path draft;
    private final RejectsFile rows;

    private Input(Path file, Path draft) {
      this.file = file;
      this.draft = draft;
      this.rows = RejectsFile.at(draft);
    }

    @Override
    public void accept(Reject reject) {
      if (rows.count() == 0) {
        makeFolder();
      }
      rows.accept(reject);
      count++;
      if (shown.size() < SHOWN) {
        shown.add(reject.message());
      }
    }

    private void makeFolder() {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Puts the file in its place. */
    void finish() throws IOException {
      rows.close();
      if (rows.count() > 0) {
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        files.add(file);
      } else if (Files.isDirectory(folder)) {
        Files.deleteIfExists(file);
      }
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}

package dev.factory.attribution.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that were not taken to a file, each as it was and with the reason before it, so
 * that they can be mended and read again: the readers skip {@code reject_line} and {@code
 * reject_reason}.
 *
 * <p>The file is made with the first reject, in the format of the rows, readable by its owner only
 * where the file system knows owners; it replaces one of the same name. It holds what the sender
 * sent, personal data too. All rejects of one file have the same format and header. For use by one
 * thread.
 */
public final class RejectsFile implements Rejects, AutoCloseable {
  private static final String OWNER_ONLY = "rw-------";

  private final Path file;
  private @Nullable BufferedWriter writer;
  private long count;

  private RejectsFile(Path file) {
    this.file = file;
  }

  /** {@return rejects that go to {@code file}; nothing is written before the first} */
  public static RejectsFile at(Path file) {
    return new RejectsFile(file);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void accept(Reject reject) {
    try {
      BufferedWriter out = writer;
      if (out == null) {
        out = create(reject.raw());
        writer = out;
      }
      out.write(
          reject.raw().format() == FileFormat.CSV
              ? csv(reject)
              : ndjson(reject, reject.raw().text()));
      out.newLine();
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return how many rows were written} */
  public long count() {
    return count;
  }

  private BufferedWriter create(RawRow row) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, ownerOnly());
    BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    if (row.header() != null) {
      out.write(Columns.REJECT_LINE + "," + Columns.REJECT_REASON + "," + row.header());
      out.newLine();
    }
    return out;
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
        }
        : new FileAttribute<?>[0];
  }

  private static String csv(Reject reject) {
    String reason = reject.reason().replace("\"", "\"\"");
    return reject.line() + ",\"" + reason + "\"," + reject.raw().text();
  }

  /** The reason becomes the first members of the object, or stands before what is no object. */
  private static String ndjson(Reject reject, String text) {
    String reason =
        "{\""
            + Columns.REJECT_LINE
            + "\":"
            + reject.line()
            + ",\""
            + Columns.REJECT_REASON
            + "\":\""
            + reject.reason().replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"";
    String row = text.stripLeading();
    if (!row.startsWith("{")) {
      return reason + "}" + text;
    }
    String members = row.substring(1);
    return reason + (members.stripLeading().startsWith("}") ? "" : ",") + members;
  }

  /** Closes the file; whatever was written stays. */
  @Override
  public void close() {
    BufferedWriter out = writer;
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

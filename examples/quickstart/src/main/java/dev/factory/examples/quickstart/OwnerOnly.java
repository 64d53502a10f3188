package dev.factory.examples.quickstart;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold secrets or personal data: nobody but their owner may read them. */
final class OwnerOnly {
  private OwnerOnly() {}

  /**
   * Makes an empty file; where the file system has no POSIX permissions, its own rules hold.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one; it is left as it is
   */
  static void create(Path file) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, attributes);
  }
}

package dev.factory.examples.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Files that appear whole or not at all, whenever the program is killed. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Makes the file hold these bytes, and its folder if that is missing. One that holds them already
   * is not touched.
   *
   * @return whether the file was written
   */
  static boolean write(Path file, byte[] content) throws IOException {
    Files.createDirectories(folderOf(file));
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      Files.deleteIfExists(draft);
      return false;
    }
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }
}

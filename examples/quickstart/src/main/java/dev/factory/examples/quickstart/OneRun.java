package dev.factory.examples.quickstart;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second run out of a folder while one is at work in it. The database could stand it; keys
 * and files that two make at once could not. A run that is killed lets go by that.
 */
final class OneRun implements AutoCloseable {
  private final FileChannel channel;

  private OneRun(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * {@return the right to work in the folder, until it is closed}
   *
   * @param file is made if it is missing, stays empty, and means nothing by being there
   * @throws FactoryException {@code quickstart.busy} if another run has it
   */
  static OneRun holding(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new FactoryException(
          "quickstart.busy",
          "another run is at work in the folder "
              + file.getParent()
              + "; nothing was written: run this one when that has ended, or in another folder with"
              + " --dir");
    }
    return new OneRun(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // another thread of this very process
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

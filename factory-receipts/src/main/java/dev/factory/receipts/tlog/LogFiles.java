package dev.factory.receipts.tlog;

import java.util.Optional;

/**
 * The files a log serves, by their path below its prefix: a folder ({@link TileFolder}), a web
 * server or an object store.
 *
 * <p><b>Threads:</b> as the implementation says.
 */
@FunctionalInterface
public interface LogFiles {

  /**
   * {@return what a file holds, or empty if there is no such file}
   *
   * @param path for example {@code checkpoint} or {@code tile/0/x001/x234/067.p/17}
   * @param limit how long the file may be, in bytes; of a longer one, {@code limit + 1} bytes are
   *     enough
   * @throws dev.factory.core.FactoryException if it cannot be told
   */
  Optional<byte[]> read(String path, int limit);
}

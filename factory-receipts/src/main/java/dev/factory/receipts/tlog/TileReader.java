package dev.factory.receipts.tlog;

/**
 * Where tiles are kept.
 *
 * <p><b>Immutability:</b> a tile that was read once always reads the same. <b>Threads:</b> as the
 * implementation says.
 */
@FunctionalInterface
public interface TileReader {

  /**
   * {@return the hashes of this tile, laid end to end: 32 bytes times its width}
   *
   * <p>Where only a wider tile at the same place is left, its beginning is the tile asked for.
   *
   * @throws dev.factory.core.FactoryException if it cannot be read
   */
  byte[] read(Tile tile);
}

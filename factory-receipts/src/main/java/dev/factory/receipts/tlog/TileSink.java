package dev.factory.receipts.tlog;

/** Takes tiles as they are made. */
@FunctionalInterface
public interface TileSink {

  /**
   * Takes a tile.
   *
   * @param hashes its hashes laid end to end; the sink's to keep
   * @throws dev.factory.core.FactoryException if it cannot be kept
   */
  void write(Tile tile, byte[] hashes);
}

package dev.factory.receipts.spi;

/**
 * A signed checkpoint as a store keeps it.
 *
 * @param size how many receipts it covers, at least 1
 * @param root their Merkle root (RFC 6962, section 2.1)
 * @param note the signed note (C2SP {@code tlog-checkpoint}), as it is published
 */
public record StoredCheckpoint(long size, ReceiptHash root, String note) {

  /** Refuses one that covers nothing. */
  public StoredCheckpoint {
    if (size < 1) {
      throw new IllegalArgumentException("a checkpoint covers at least 1 receipt, not " + size);
    }
  }

  /**
   * For stores: makes sure that it may follow one of {@code before} receipts.
   *
   * @throws IllegalArgumentException if it covers fewer, or {@code before} is negative
   */
  public void requireToFollow(long before) {
    if (before < 0 || size < before) {
      throw new IllegalArgumentException(
          "a checkpoint of "
              + size
              + " receipts does not follow one of "
              + before
              + "; nothing was changed");
    }
  }
}

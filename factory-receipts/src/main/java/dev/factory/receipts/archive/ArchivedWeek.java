package dev.factory.receipts.archive;

import dev.factory.receipts.spi.ReceiptHash;

/**
 * What one archive file holds.
 *
 * @param week which week
 * @param ledger name of the ledger
 * @param first position of its first receipt
 * @param count how many receipts it has, at least 1
 * @param erased of how many of them the payload is gone, as a whole or in part
 * @param root Merkle root over all receipts of the ledger up to its last one
 * @param isFinished whether the week was over when it was written, so that nothing can be added
 */
public record ArchivedWeek(
    IsoWeek week,
    String ledger,
    long first,
    long count,
    long erased,
    ReceiptHash root,
    boolean isFinished) {

  /** {@return position of the first receipt that is not in it any more} */
  public long end() {
    return first + count;
  }
}

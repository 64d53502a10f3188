package dev.factory.receipts.spi;

import java.util.List;

/**
 * A receipt to append, with what a store needs to index it.
 *
 * @param receipt what to keep; its payload is present
 * @param leaf the leaf of its header
 * @param prevLeaf the leaf of the receipt before it
 * @param streams its places in streams, sorted by key
 */
public record NewReceipt(
    StoredReceipt receipt, ReceiptHash leaf, ReceiptHash prevLeaf, List<StreamLink> streams) {

  /** Copies the streams. */
  public NewReceipt {
    streams = List.copyOf(streams);
  }
}

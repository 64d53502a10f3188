package dev.factory.receipts.spi;

import java.util.List;

/**
 * A receipt to append, with what a store needs to index it.
 *
 * @param receipt what to keep; its payload is present unless it was erased before the receipt came
 *     here, as in a ledger that is restored
 * @param leaf the leaf of its header
 * @param prevLeaf the leaf of the receipt before it
 * @param streams its places in streams, sorted by key
 * @param erasures what goes from payloads of receipts before it, in the very transaction that keeps
 *     it: it is their certificate
 */
public record NewReceipt(
    StoredReceipt receipt,
    ReceiptHash leaf,
    ReceiptHash prevLeaf,
    List<StreamLink> streams,
    List<Erasure> erasures) {

  /** Copies the lists, and refuses erasures of what comes after the receipt. */
  public NewReceipt {
    streams = List.copyOf(streams);
    erasures = List.copyOf(erasures);
    for (Erasure erasure : erasures) {
      if (erasure.seq() >= receipt.seq()) {
        throw new IllegalArgumentException(
            "receipt "
                + receipt.seq()
                + " certifies erasures of receipts before it, not of "
                + erasure.seq());
      }
    }
  }

  /** One that erases nothing. */
  public NewReceipt(
      StoredReceipt receipt, ReceiptHash leaf, ReceiptHash prevLeaf, List<StreamLink> streams) {
    this(receipt, leaf, prevLeaf, streams, List.of());
  }
}

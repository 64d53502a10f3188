package dev.factory.receipts.spi;

import java.util.Map;

/** What became of a batch given to {@link ReceiptStore#append}. */
public sealed interface AppendResult {

  /** All of it is kept. */
  record Committed() implements AppendResult {}

  /**
   * Nothing was written: the chain does not end where the batch begins.
   *
   * @param actual where it ends now
   */
  record Conflict(Head actual) implements AppendResult {}

  /**
   * Nothing was written: some idempotency keys of the batch are there already.
   *
   * @param existing the receipts that have those keys, by key; at least one
   */
  record Duplicate(Map<String, StoredReceipt> existing) implements AppendResult {

    /** Copies the map. */
    public Duplicate {
      existing = Map.copyOf(existing);
    }
  }
}

package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptHeader;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Single receipts of a store. */
final class Receipts {
  private Receipts() {}

  /** {@return the receipt at this position, or empty beyond the end} */
  static Optional<Receipt> at(ReceiptStore store, long seq) {
    List<Receipt> found = new ArrayList<>(1);
    store.range(seq, seq + 1, stored -> found.add(of(stored)));
    return found.stream().findFirst();
  }

  /**
   * {@return the receipt that was kept}
   *
   * @throws FactoryException {@code receipts.damaged} if its header cannot be read
   */
  static Receipt of(StoredReceipt stored) {
    try {
      ReceiptHeader header = ReceiptHeader.parse(stored.header());
      return new Receipt(header, stored.signature(), stored.payload());
    } catch (IllegalArgumentException e) {
      throw new FactoryException(
          "receipts.damaged",
          "receipt "
              + stored.seq()
              + " is damaged: its header is not in the form it was written in; nothing was changed:"
              + " verify the ledger, and restore it from a backup",
          e);
    }
  }
}

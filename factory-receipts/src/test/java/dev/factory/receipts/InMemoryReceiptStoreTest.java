package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.ReceiptStoreContract;

class InMemoryReceiptStoreTest extends ReceiptStoreContract {
  @Override
  protected ReceiptStore emptyStore() {
    return new InMemoryReceiptStore();
  }
}

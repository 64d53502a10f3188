package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.FailingCallsContract;

class InMemoryFailingCallsTest extends FailingCallsContract {
  @Override
  protected ReceiptStore emptyStore() {
    return new InMemoryReceiptStore();
  }
}

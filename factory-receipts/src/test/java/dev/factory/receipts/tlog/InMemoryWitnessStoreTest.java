package dev.factory.receipts.tlog;

import dev.factory.receipts.testkit.WitnessStoreContract;

class InMemoryWitnessStoreTest extends WitnessStoreContract {
  @Override
  protected WitnessStore emptyStore() {
    return new InMemoryWitnessStore();
  }
}

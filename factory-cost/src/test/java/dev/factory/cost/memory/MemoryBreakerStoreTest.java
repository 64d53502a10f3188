package dev.factory.cost.memory;

import dev.factory.cost.spi.BreakerStore;
import dev.factory.cost.testkit.BreakerStoreContract;

class MemoryBreakerStoreTest extends BreakerStoreContract {
  @Override
  protected BreakerStore emptyStore() {
    return new MemoryBreakerStore();
  }

  @Override
  protected BreakerStore reopened(BreakerStore store) {
    return store;
  }
}

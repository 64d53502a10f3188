package dev.factory.cost.memory;

import dev.factory.cost.spi.AlertStore;
import dev.factory.cost.testkit.AlertStoreContract;

class MemoryAlertStoreTest extends AlertStoreContract {
  @Override
  protected AlertStore emptyStore() {
    return new MemoryAlertStore();
  }

  @Override
  protected AlertStore reopened(AlertStore store) {
    return store;
  }
}

package dev.factory.cost.memory;

import dev.factory.cost.spi.BudgetStore;
import dev.factory.cost.testkit.BudgetStoreContract;

class MemoryBudgetStoreTest extends BudgetStoreContract {
  @Override
  protected BudgetStore emptyStore() {
    return new MemoryBudgetStore();
  }

  @Override
  protected BudgetStore reopened(BudgetStore store) {
    return store;
  }
}

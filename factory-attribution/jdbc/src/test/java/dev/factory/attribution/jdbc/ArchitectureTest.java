package dev.factory.attribution.jdbc;

import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final ArchitectureRules RULES =
      ArchitectureRules.ofModuleOf(JdbcAttributionStore.class);

  @Test
  void theStoresUseAttributionAndCoreOnly() {
    RULES.noOtherModuleButCoreIsUsed();
  }

  @Test
  void moneyIsWholeNumbers() {
    RULES.moneyIsWholeNumbers();
  }
}

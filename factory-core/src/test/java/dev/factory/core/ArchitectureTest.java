package dev.factory.core;

import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final ArchitectureRules RULES =
      ArchitectureRules.ofModuleOf(FactoryException.class);

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void onlyTheJdbcPackageKnowsItself() {
    RULES.onlyJdbcKnowsJdbc();
  }

  @Test
  void coreUsesNoOtherModule() {
    RULES.noOtherModuleButCoreIsUsed();
  }

  @Test
  void moneyIsWholeNumbers() {
    RULES.moneyIsWholeNumbers();
  }
}

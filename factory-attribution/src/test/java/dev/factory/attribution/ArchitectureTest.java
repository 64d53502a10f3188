package dev.factory.attribution;

import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.ofModuleOf(Attribution.class);

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void attributionUsesNoOtherModuleButCore() {
    RULES.noOtherModuleButCoreIsUsed();
  }

  @Test
  void moneyIsWholeNumbers() {
    RULES.moneyIsWholeNumbers();
  }
}

package dev.factory.attribution.files;

import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.ofModuleOf(EventFiles.class);

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void filesUseAttributionAndCoreOnly() {
    RULES.noOtherModuleButCoreIsUsed();
  }

  @Test
  void moneyIsWholeNumbers() {
    RULES.moneyIsWholeNumbers();
  }
}

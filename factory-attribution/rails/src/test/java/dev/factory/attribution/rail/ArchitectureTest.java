package dev.factory.attribution.rail;

import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.ofModuleOf(StripeRail.class);

  @Test
  void railsUseAttributionAndCoreOnly() {
    RULES.noOtherModuleButCoreIsUsed();
  }

  @Test
  void moneyIsWholeNumbers() {
    RULES.moneyIsWholeNumbers();
  }
}

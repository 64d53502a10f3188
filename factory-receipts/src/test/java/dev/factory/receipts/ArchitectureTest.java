package dev.factory.receipts;

import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRulesOfTheArchitecture() {
    ArchitectureRules.ofModuleOf(Receipts.class).check();
  }
}

package dev.factory.cost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRulesOfTheArchitecture() {
    ArchitectureRules.ofModuleOf(Budgets.class).check();
  }

  @Test
  void theRulesOfTheLedgerKnowNoStore() {
    noClasses()
        .that()
        .resideInAPackage("dev.factory.cost.ledger")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "dev.factory.core.jdbc..", "dev.factory.cost.spi..")
        .because("every store must decide alike")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.factory.cost"));
  }
}

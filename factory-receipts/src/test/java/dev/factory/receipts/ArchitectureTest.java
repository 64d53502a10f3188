package dev.factory.receipts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.factory.core.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRulesOfTheArchitecture() {
    ArchitectureRules.ofModuleOf(Receipts.class).check();
  }

  @Test
  void theTransparencyLogFormatsKnowNothingOfTheLedger() {
    classes()
        .that()
        .resideInAPackage("dev.factory.receipts.tlog..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.factory.receipts.tlog..",
            "dev.factory.receipts.spi..",
            "dev.factory.core..",
            "org.bouncycastle..",
            "org.jspecify..",
            "java..")
        .because("they stand alone, so that the ledger and others can be built on them")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.factory.receipts"));
  }
}

package dev.factory.receipts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.factory.core.testkit.ArchitectureRules;
import dev.factory.receipts.internal.ed25519.Ed25519Batch;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.factory.receipts";
  private static final String CURVE = ROOT + ".internal.ed25519";

  private static JavaClasses mainClasses() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ROOT);
  }

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

package dev.factory.receipts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
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
  void theCurveStandsAloneBehindOneDoor() {
    JavaClasses all = mainClasses();
    noClasses()
        .that()
        .resideInAPackage(CURVE)
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            CURVE, "java..", "org.bouncycastle.math.ec.rfc8032..", "org.jspecify..")
        .because("it can then be read and judged by itself")
        .check(all);
    classes()
        .that()
        .resideInAPackage(CURVE)
        .and()
        .haveModifier(JavaModifier.PUBLIC)
        .should()
        .be(Ed25519Batch.class)
        .check(all);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, CURVE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CURVE)
        .check(all);
  }

  @Test
  void internalPackagesAreNotExported() throws IOException {
    try (InputStream descriptor =
        Receipts.class.getModule().getResourceAsStream("module-info.class")) {
      assertThat(ModuleDescriptor.read(Objects.requireNonNull(descriptor)).exports())
          .isNotEmpty()
          .noneMatch(exported -> exported.source().contains(".internal"));
    }
  }

  @Test
  void theTransparencyLogFormatsKnowNothingOfTheLedger() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".tlog..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".tlog..",
            ROOT + ".spi..",
            "dev.factory.core..",
            "org.bouncycastle..",
            "org.jspecify..",
            "java..")
        .because("they stand alone, so that the ledger and others can be built on them")
        .check(mainClasses());
  }
}

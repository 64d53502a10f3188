package dev.factory.core.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Each rule finds the sample that breaks it. */
class ArchitectureRulesTest {
  private static final String SAMPLE = "dev.factory.sample";

  @Test
  void aCycleBetweenTwoPackagesIsFound() {
    assertThatThrownBy(over("cycle")::packagesHaveNoCycles)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(SAMPLE + ".cycle.left")
        .hasMessageContaining(SAMPLE + ".cycle.right");
  }

  @Test
  void aDoorThatKnowsAnAdapterIsFound() {
    assertThatThrownBy(over("storage")::onlyJdbcKnowsJdbc)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Door")
        .hasMessageContaining("Table");
    assertThatCode(over("jdbc")::onlyJdbcKnowsJdbc).doesNotThrowAnyException();
  }

  @Test
  void aModuleThatUsesAnotherIsFound() {
    assertThatThrownBy(over("nosy")::noOtherModuleButCoreIsUsed)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Nosy")
        .hasMessageContaining("dev.factory.rival.Rival");
  }

  @Test
  void binaryFractionsInAMoneyPackageAreFound() {
    assertThatThrownBy(over("money")::moneyIsWholeNumbers)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Fractions.held> holds a binary fraction")
        .hasMessageContaining("Fractions.given()> takes or gives a binary fraction")
        .hasMessageContaining("BigDecimal.doubleValue()")
        .hasMessageContaining("computes with a binary fraction");
  }

  @Test
  void aSignatureThatMixesMoneyAndAFractionIsFound() {
    assertThatThrownBy(over("price")::moneyIsWholeNumbers)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Quote.raised(dev.factory.core.money.Money, double)");
  }

  @Test
  void aModuleThatKeepsTheRulesPassesThemAll() {
    assertThatCode(over("clean")::check).doesNotThrowAnyException();
  }

  @Test
  void aPackageThatIsMissingBreaksNoRule() {
    assertThatCode(over("missing")::check).doesNotThrowAnyException();
  }

  @Test
  void aClassFromElsewhereNamesNoModule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArchitectureRules.ofModuleOf(ArchitectureRulesTest.class))
        .withMessageContaining("is not a main class of a module");
  }

  private static ArchitectureRules over(String packageName) {
    return new ArchitectureRules(
        new ClassFileImporter().importPackages(SAMPLE + "." + packageName), SAMPLE);
  }
}

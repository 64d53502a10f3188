package dev.factory.core.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * The rules that hold between and inside the modules, to be checked by a test of each module.
 *
 * <p>Each method checks one rule over the module's main classes and throws an {@link
 * AssertionError} that names every class that breaks it, and where. A rule about a package that the
 * module does not have holds.
 */
public final class ArchitectureRules {
  private static final String FACTORY = "dev.factory.";
  private static final String CORE = "dev.factory.core";

  private final JavaClasses classes;
  private final String root;

  ArchitectureRules(JavaClasses classes, String root) {
    this.classes = classes;
    this.root = root;
  }

  /**
   * {@return the rules for the module that {@code mainClass} was compiled into}
   *
   * @param mainClass of a package {@code dev.factory.<module>} or below; its first three names are
   *     the module's own
   * @throws IllegalArgumentException if it does not come from the {@code target/classes} folder of
   *     a module
   */
  public static ArchitectureRules ofModuleOf(Class<?> mainClass) {
    return new ArchitectureRules(
        new ClassFileImporter().importPath(ModuleClasses.of(mainClass).folder()),
        moduleRoot(mainClass.getPackageName()));
  }

  /** Checks every rule below. */
  public void check() {
    packagesHaveNoCycles();
    onlyJdbcKnowsJdbc();
    noOtherModuleButCoreIsUsed();
    moneyIsWholeNumbers();
  }

  /** No package depends on one that depends on it again, however long the way. */
  public void packagesHaveNoCycles() {
    slices()
        .assignedFrom(byPackage())
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  /** No class outside the module's {@code jdbc} package depends on a class in it. */
  public void onlyJdbcKnowsJdbc() {
    noClasses()
        .that()
        .resideOutsideOfPackage(root + ".jdbc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".jdbc..")
        .because("a host chooses its storage; the door, the SPI and the inside must not")
        .allowEmptyShould(true)
        .check(classes);
  }

  /** Of all the modules of Factory, the classes depend on their own and on core. */
  public void noOtherModuleButCoreIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat(isOfAnotherModule())
        .because("modules meet through core, so that each is useful without the others")
        .allowEmptyShould(true)
        .check(classes);
  }

  /**
   * No class of a {@code money} package uses {@code double} or {@code float} in a field, a
   * signature or a call, and no signature of any class mixes them with types of core's money.
   */
  public void moneyIsWholeNumbers() {
    classes()
        .should(new WholeNumberCondition())
        .because("binary fractions cannot hold cents")
        .allowEmptyShould(true)
        .check(classes);
  }

  private DescribedPredicate<JavaClass> isOfAnotherModule() {
    return DescribedPredicate.describe(
        "belong to another module",
        target -> {
          String module = moduleRoot(target.getPackageName());
          return module.startsWith(FACTORY) && !module.equals(root) && !module.equals(CORE);
        });
  }

  private static SliceAssignment byPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }

  /** The first three names of a package, {@code dev.factory.receipts}. */
  private static String moduleRoot(String packageName) {
    String[] names = packageName.split("\\.", 4);
    return names.length < 3 ? packageName : names[0] + "." + names[1] + "." + names[2];
  }
}

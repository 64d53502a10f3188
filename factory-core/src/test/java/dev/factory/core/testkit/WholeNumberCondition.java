package dev.factory.core.testkit;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keeps binary fractions out of money packages and away from money elsewhere. */
final class WholeNumberCondition extends ArchCondition<JavaClass> {
  private static final Set<String> FRACTIONS =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  private static final String MONEY = "dev.factory.core.money";

  WholeNumberCondition() {
    super("keep double and float away from money");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean money = isMoney(type);
    for (JavaField field : type.getFields()) {
      if (money && isFraction(field.getType().getAllInvolvedRawTypes())) {
        report(type, field.getDescription() + " holds a binary fraction", events);
      }
    }
    for (JavaCodeUnit unit : type.getCodeUnits()) {
      Set<JavaClass> signature = signature(unit);
      boolean touchesMoney = money || signature.stream().anyMatch(WholeNumberCondition::isMoney);
      if (touchesMoney && isFraction(signature)) {
        report(type, unit.getDescription() + " takes or gives a binary fraction", events);
      }
    }
    if (money) {
      checkCalls(type, events);
    }
  }

  private static void checkCalls(JavaClass type, ConditionEvents events) {
    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
      boolean fraction =
          FRACTIONS.contains(access.getTargetOwner().getName())
              || access.getTarget().resolveMember().stream()
                  .anyMatch(
                      member -> member instanceof JavaCodeUnit unit && isFraction(signature(unit)));
      if (fraction) {
        report(type, access.getDescription() + " computes with a binary fraction", events);
      }
    }
  }

  private static Set<JavaClass> signature(JavaCodeUnit unit) {
    Set<JavaClass> types = new LinkedHashSet<>(unit.getReturnType().getAllInvolvedRawTypes());
    for (JavaType parameter : unit.getParameterTypes()) {
      types.addAll(parameter.getAllInvolvedRawTypes());
    }
    return types;
  }

  private static boolean isFraction(Collection<JavaClass> types) {
    return types.stream()
        .anyMatch(type -> FRACTIONS.contains(type.getBaseComponentType().getName()));
  }

  private static boolean isMoney(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(MONEY) || name.endsWith(".money");
  }

  private static void report(JavaClass type, String problem, ConditionEvents events) {
    events.add(SimpleConditionEvent.violated(type, problem));
  }
}

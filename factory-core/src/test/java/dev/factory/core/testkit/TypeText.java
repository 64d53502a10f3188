package dev.factory.core.testkit;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One type of the public API as lines of text: its declaration, then its members in order. */
final class TypeText {
  private static final Set<String> OF_EVERY_OBJECT =
      Set.of("equals[class java.lang.Object]", "hashCode[]", "toString[]");
  private static final Set<String> OF_EVERY_ENUM =
      Set.of("values[]", "valueOf[class java.lang.String]");

  private final Class<?> type;

  private TypeText(Class<?> type) {
    this.type = type;
  }

  static List<String> of(Class<?> type) {
    return new TypeText(type).lines();
  }

  /** {@return whether code in another module can name the type} */
  static boolean isVisible(Class<?> type) {
    if (type.isSynthetic() || type.isAnonymousClass() || type.isLocalClass()) {
      return false;
    }
    Class<?> outer = type.getDeclaringClass();
    return isVisible(type.getModifiers(), outer == null ? type : outer)
        && (outer == null || isVisible(outer));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(declaration());
    Stream.of(fields(), constructors(), methods())
        .flatMap(members -> members)
        .forEach(member -> lines.add("  " + member));
    return lines;
  }

  private String declaration() {
    StringBuilder text = new StringBuilder(modifiers(type.getModifiers(), writtenModifiers()));
    if (type.isSealed()) {
      text.append("sealed ");
    }
    text.append(kind()).append(' ').append(AnnotatedTypeText.name(type));
    text.append(typeParameters(type));
    if (type.isRecord()) {
      text.append(
          Arrays.stream(type.getRecordComponents())
              .map(TypeText::component)
              .collect(Collectors.joining(", ", "(", ")")));
    }
    if (hasWrittenSuperclass()) {
      text.append(" extends ").append(AnnotatedTypeText.of(type.getAnnotatedSuperclass()));
    }
    AnnotatedType[] interfaces = type.getAnnotatedInterfaces();
    if (interfaces.length > 0) {
      text.append(type.isInterface() ? " extends " : " implements ");
      text.append(AnnotatedTypeText.list(interfaces));
    }
    if (type.isSealed()) {
      text.append(
          Arrays.stream(type.getPermittedSubclasses())
              .map(AnnotatedTypeText::name)
              .sorted()
              .collect(Collectors.joining(", ", " permits ", "")));
    }
    return text.toString();
  }

  /** Without those that go without saying. */
  private int writtenModifiers() {
    int written = Modifier.classModifiers();
    if (type.isInterface()) {
      return written & ~Modifier.ABSTRACT & ~Modifier.STATIC;
    }
    return type.isRecord() || type.isEnum()
        ? written & ~Modifier.FINAL & ~Modifier.STATIC
        : written;
  }

  private String kind() {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isRecord()) {
      return "record";
    }
    return type.isEnum() ? "enum" : "class";
  }

  private boolean hasWrittenSuperclass() {
    Class<?> parent = type.getSuperclass();
    return parent != null && parent != Object.class && parent != Record.class && !type.isEnum();
  }

  private Stream<String> fields() {
    return sorted(type.getDeclaredFields(), Field::getName, this::field);
  }

  private String field(Field field) {
    if (field.isEnumConstant()) {
      return "constant " + field.getName();
    }
    return "field "
        + modifiers(field.getModifiers(), Modifier.fieldModifiers())
        + AnnotatedTypeText.of(field.getAnnotatedType())
        + " "
        + field.getName();
  }

  private Stream<String> constructors() {
    return sorted(type.getDeclaredConstructors(), Constructor::getName, this::constructor);
  }

  private String constructor(Constructor<?> constructor) {
    return "constructor "
        + modifiers(constructor.getModifiers(), Modifier.constructorModifiers())
        + typeParameters(constructor)
        + type.getSimpleName()
        + parametersAndExceptions(constructor);
  }

  /** Its own methods, and those it inherits from classes that nobody else can name. */
  private Stream<String> methods() {
    List<Method> methods = new ArrayList<>(List.of(type.getDeclaredMethods()));
    for (Class<?> hidden = type.getSuperclass();
        hidden != null && !isVisible(hidden);
        hidden = hidden.getSuperclass()) {
      methods.addAll(List.of(hidden.getDeclaredMethods()));
    }
    return sorted(methods.toArray(Method[]::new), Method::getName, this::method);
  }

  private <M extends Member> Stream<String> sorted(
      M[] members, Function<M, String> name, Function<M, String> text) {
    return Arrays.stream(members)
        .filter(member -> !member.isSynthetic() && isVisible(member.getModifiers(), type))
        .filter(member -> !goesWithoutSaying(member))
        .sorted(Comparator.comparing(name).thenComparing(text))
        .map(text)
        .distinct();
  }

  private String method(Method method) {
    int flags = method.getModifiers() & ~(type.isInterface() ? Modifier.ABSTRACT : 0);
    return "method "
        + modifiers(flags, Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED & ~Modifier.NATIVE)
        + (method.isDefault() ? "default " : "")
        + typeParameters(method)
        + AnnotatedTypeText.of(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + parametersAndExceptions(method);
  }

  private static boolean isVisible(int modifiers, Class<?> owner) {
    // nobody outside its package can reach a protected member of a final class
    return Modifier.isPublic(modifiers)
        || (Modifier.isProtected(modifiers) && !Modifier.isFinal(owner.getModifiers()));
  }

  /** What every object has, what every enum has, what the components of a record already say. */
  private boolean goesWithoutSaying(Member member) {
    if (member instanceof Constructor<?> constructor) {
      return type.isRecord() && Arrays.equals(constructor.getParameterTypes(), componentTypes());
    }
    if (member instanceof Method method) {
      String signature = method.getName() + Arrays.toString(method.getParameterTypes());
      return OF_EVERY_OBJECT.contains(signature)
          || isAccessor(method)
          || (type.isEnum() && OF_EVERY_ENUM.contains(signature));
    }
    return false;
  }

  private boolean isAccessor(Method method) {
    return type.isRecord()
        && method.getParameterCount() == 0
        && Arrays.stream(type.getRecordComponents())
            .anyMatch(component -> component.getName().equals(method.getName()));
  }

  private Class<?>[] componentTypes() {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .toArray(Class<?>[]::new);
  }

  private static String component(RecordComponent component) {
    return AnnotatedTypeText.of(component.getAnnotatedType()) + " " + component.getName();
  }

  private static String parametersAndExceptions(Executable executable) {
    String parameters = AnnotatedTypeText.list(executable.getAnnotatedParameterTypes());
    if (executable.isVarArgs()) {
      parameters = parameters.substring(0, parameters.length() - "[]".length()) + "...";
    }
    String exceptions =
        Arrays.stream(executable.getAnnotatedExceptionTypes())
            .map(AnnotatedTypeText::of)
            .sorted()
            .collect(Collectors.joining(", "));
    return "(" + parameters + ")" + (exceptions.isEmpty() ? "" : " throws " + exceptions);
  }

  private static String typeParameters(GenericDeclaration declaration) {
    if (declaration.getTypeParameters().length == 0) {
      return "";
    }
    String parameters =
        Arrays.stream(declaration.getTypeParameters())
            .map(TypeText::typeParameter)
            .collect(Collectors.joining(", ", "<", ">"));
    return declaration instanceof Class ? parameters : parameters + " ";
  }

  private static String typeParameter(TypeVariable<?> parameter) {
    String bounds =
        Arrays.stream(parameter.getAnnotatedBounds())
            .map(AnnotatedTypeText::of)
            .filter(bound -> !bound.equals("Object"))
            .collect(Collectors.joining(" & "));
    return bounds.isEmpty() ? parameter.getName() : parameter.getName() + " extends " + bounds;
  }

  private static String modifiers(int modifiers, int shown) {
    int bits = modifiers & shown & ~Modifier.INTERFACE & ~Modifier.TRANSIENT & ~Modifier.VOLATILE;
    String text = Modifier.toString(bits);
    return text.isEmpty() ? "" : text + " ";
  }
}

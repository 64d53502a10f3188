package dev.factory.core.testkit;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Types as they stand in a declaration, with {@code @Nullable} and without other annotations. Own
 * code, because the text that reflection gives differs between Java versions.
 */
final class AnnotatedTypeText {
  private AnnotatedTypeText() {}

  static String of(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String brackets = type.isAnnotationPresent(Nullable.class) ? " @Nullable []" : "[]";
      return of(array.getAnnotatedGenericComponentType()) + brackets;
    }
    String mark = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    if (type instanceof AnnotatedParameterizedType generic) {
      Type raw = ((ParameterizedType) type.getType()).getRawType();
      return mark + of(raw) + "<" + list(generic.getAnnotatedActualTypeArguments()) + ">";
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return mark + "?" + bounds(wildcard);
    }
    return mark + of(type.getType());
  }

  static String list(AnnotatedType[] types) {
    return Arrays.stream(types).map(AnnotatedTypeText::of).collect(Collectors.joining(", "));
  }

  /** {@return the full name with dots, without the package for {@code java.lang}} */
  static String name(Class<?> type) {
    String name = type.getCanonicalName();
    return name.startsWith("java.lang.") && type.getPackageName().equals("java.lang")
        ? name.substring("java.lang.".length())
        : name;
  }

  private static String of(Type type) {
    if (type instanceof Class<?> plain) {
      return name(plain);
    }
    if (type instanceof TypeVariable<?> variable) {
      return variable.getName();
    }
    throw new IllegalArgumentException("a type of an unknown kind: " + type.getClass());
  }

  private static String bounds(AnnotatedWildcardType wildcard) {
    if (wildcard.getAnnotatedLowerBounds().length > 0) {
      return " super " + list(wildcard.getAnnotatedLowerBounds());
    }
    String upper = list(wildcard.getAnnotatedUpperBounds());
    return upper.equals("Object") ? "" : " extends " + upper;
  }
}

package dev.factory.receipts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed reading of a parsed object; what is missing or of another kind is refused by name. */
record JsonMembers(Map<String, @Nullable Object> members) {

  String text(String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "text");
  }

  long integer(String name) {
    if (members.get(name) instanceof Long number) {
      return number;
    }
    throw wrong(name, "an integer");
  }

  boolean isNull(String name) {
    return members.containsKey(name) && members.get(name) == null;
  }

  /** A member that is left out is an empty list. */
  List<JsonMembers> objects(String name) {
    return list(name).stream().map(item -> new JsonMembers(asObject(item, name))).toList();
  }

  /** A member that is left out is an empty list. */
  List<String> texts(String name) {
    return list(name).stream()
        .map(
            item -> {
              if (item instanceof String text) {
                return text;
              }
              throw wrong(name, "a list of texts");
            })
        .toList();
  }

  Map<String, @Nullable Object> object(String name) {
    return asObject(members.get(name), name);
  }

  private List<?> list(String name) {
    Object value = members.get(name);
    if (value instanceof List<?> list) {
      return list;
    }
    if (value == null && !members.containsKey(name)) {
      return List.of();
    }
    throw wrong(name, "a list");
  }

  @SuppressWarnings("unchecked") // the parser's objects have text keys
  private static Map<String, @Nullable Object> asObject(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw wrong(name, "an object");
  }

  private static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException("the member \"" + name + "\" must be " + wanted);
  }
}

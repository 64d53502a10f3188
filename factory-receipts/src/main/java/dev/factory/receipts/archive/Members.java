package dev.factory.receipts.archive;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed reading of a line; what is missing or of another kind is refused by name. */
record Members(Map<String, @Nullable Object> members) {

  /**
   * {@return the members of the object on a line}
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  static Members of(byte[] line) {
    try {
      return new Members(CanonicalJson.parseObject(line));
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("a line is a JSON object", e);
    }
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

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

  boolean truth(String name) {
    if (members.get(name) instanceof Boolean truth) {
      return truth;
    }
    throw wrong(name, "true or false");
  }

  List<String> texts(String name) {
    if (members.get(name) instanceof List<?> list) {
      return list.stream()
          .map(
              item -> {
                if (item instanceof String text) {
                  return text;
                }
                throw wrong(name, "a list of texts");
              })
          .toList();
    }
    throw wrong(name, "a list");
  }

  @SuppressWarnings("unchecked") // the parser's objects have text keys
  Map<String, @Nullable Object> object(String name) {
    if (members.get(name) instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw wrong(name, "an object");
  }

  private static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException("the member \"" + name + "\" must be " + wanted);
  }
}

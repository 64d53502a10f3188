package dev.factory.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON text into maps, lists and plain values. */
final class TreeReader {
  private final JsonScanner in;

  private TreeReader(byte[] text) {
    in = JsonScanner.of(text);
  }

  static @Nullable Object read(byte[] text) {
    TreeReader reader = new TreeReader(text);
    Object value = reader.value();
    reader.in.end();
    return value;
  }

  static Map<String, @Nullable Object> readObject(byte[] text) {
    TreeReader reader = new TreeReader(text);
    int start = reader.in.skipSpace();
    if (reader.in.value() != '{') {
      throw JsonProblem.NOT_AN_OBJECT.atByte(start);
    }
    Map<String, @Nullable Object> object = reader.object();
    reader.in.end();
    return object;
  }

  private @Nullable Object value() {
    return switch (in.value()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> in.string();
      case 't' -> true;
      case 'f' -> false;
      case 'n' -> null;
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (boolean more = in.enter('}'); more; more = in.another('}')) {
      in.name();
      int origin = in.position();
      String name = in.string();
      if (members.containsKey(name)) {
        throw JsonProblem.DUPLICATE_NAME.atByte(origin);
      }
      in.colon();
      members.put(name, value());
    }
    return members;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> elements = new ArrayList<>();
    for (boolean more = in.enter(']'); more; more = in.another(']')) {
      elements.add(value());
    }
    return elements;
  }

  private Object number() {
    int from = in.position();
    // boxed apart: the arms of one conditional would both become doubles
    if (in.number()) {
      return in.integer(from);
    }
    return in.real(from);
  }
}

package dev.factory.examples.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a program, given as {@code name=value}. */
final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * {@return the defaults, changed as the arguments say}
   *
   * @throws IllegalArgumentException if an argument is not {@code name=value} or the name is
   *     unknown
   */
  static Options parse(Map<String, String> defaults, String... arguments) {
    Map<String, String> values = new TreeMap<>(defaults);
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !defaults.containsKey(name)) {
        throw new IllegalArgumentException(
            "\"" + argument + "\" is not a setting; write name=value, by default " + values);
      }
      values.put(name, argument.substring(equals + 1));
    }
    return new Options(values);
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  int number(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is a whole number, not " + text(name), e);
    }
  }

  List<String> list(String name) {
    return List.of(text(name).split(","));
  }

  List<Integer> numbers(String name) {
    return list(name).stream().map(Integer::valueOf).toList();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}

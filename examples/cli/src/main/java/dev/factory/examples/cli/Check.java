package dev.factory.examples.cli;

import java.util.Map;

/**
 * One thing that was looked at.
 *
 * @param name what: {@code Database}
 * @param state how it is
 * @param word its state in the operators' word: {@code HEALTHY}
 * @param detail the figures, or what is wrong; empty if there is nothing to say
 */
record Check(String name, State state, String word, String detail) {

  /** How something is. */
  enum State {
    OK,
    FAILED,
    NOT_CHECKED
  }

  static Check ok(String name, String word, String detail) {
    return new Check(name, State.OK, word, detail);
  }

  static Check failed(String name, String word, String detail) {
    return new Check(name, State.FAILED, word, detail);
  }

  static Check notChecked(String name, String detail) {
    return new Check(name, State.NOT_CHECKED, "NOT CHECKED", detail);
  }

  /** {@return for example {@code ✓ Database: HEALTHY (connections: 3/20)}} */
  String line() {
    String mark =
        switch (state) {
          case OK -> "✓ ";
          case FAILED -> "✗ ";
          case NOT_CHECKED -> "- ";
        };
    return mark
        + name
        + ": "
        + word
        + (detail.isEmpty() ? "" : " (" + Text.printable(detail) + ")");
  }

  Map<String, Object> json() {
    return Map.of("name", name, "state", state.name(), "word", word, "detail", detail);
  }
}

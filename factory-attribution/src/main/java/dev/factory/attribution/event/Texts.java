package dev.factory.attribution.event;

/** What text may be, so that every store and every canonical form can keep it as it is. */
final class Texts {
  /** An id and its prefix must fit an idempotency key and a stream key. */
  static final int MAX_ID = 128;

  private Texts() {}

  /** {@return {@code value}, which is an id: short, visible, without a space at either end} */
  static String id(String what, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          what + " is empty; it needs 1 to " + MAX_ID + " characters");
    }
    String text = upTo(MAX_ID, what, value);
    for (int index = 0; index < text.length(); index++) {
      if (Character.isISOControl(text.charAt(index))) {
        throw new IllegalArgumentException(
            what + " has a control character; use visible ones only");
      }
    }
    if (isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException(what + " begins or ends with a space; take it away");
    }
    return text;
  }

  /** {@return {@code value}, which may be empty and hold anything that databases can keep} */
  static String upTo(int most, String what, String value) {
    if (value.length() > most) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters; at most " + most + " are allowed");
    }
    for (int index = 0; index < value.length(); index++) {
      char character = value.charAt(index);
      if (character == 0) {
        throw new IllegalArgumentException(what + " has a NUL character, which no database keeps");
      }
      if (Character.isHighSurrogate(character)
          && index + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(index + 1))) {
        index++;
      } else if (Character.isSurrogate(character)) {
        throw new IllegalArgumentException(
            what + " has half of a surrogate pair, which is not Unicode text");
      }
    }
    return value;
  }

  /** Compares by code points: {@link String#compareTo} puts emoji before some letters. */
  static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int index = 0; index < common; index++) {
      char one = left.charAt(index);
      char other = right.charAt(index);
      if (one != other) {
        boolean same = Character.isSurrogate(one) == Character.isSurrogate(other);
        return same ? one - other : Character.isSurrogate(one) ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}

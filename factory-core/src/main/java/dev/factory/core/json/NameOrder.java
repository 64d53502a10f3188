package dev.factory.core.json;

/**
 * The order of member names in canonical JSON: that of their UTF-16 code units (RFC 8785, section
 * 3.2.3), which is the order of {@link String#compareTo}.
 *
 * <p>Names are compared as they stand in a canonical text, so that none needs to become a {@code
 * String}. That works because a canonical text has one way to write each character.
 */
final class NameOrder {
  /** The longest escape is a backslash, a u and four digits. */
  private static final int LONGEST_ESCAPE = 6;

  private NameOrder() {}

  /**
   * {@return a number below zero, zero, or above zero, as the left name comes before, is, or comes
   * after the right one}
   *
   * @param json a text in canonical form
   * @param left where the left name's opening quote is
   * @param leftEnd where the text goes on after the left name's closing quote
   */
  static int compare(byte[] json, int left, int leftEnd, int right, int rightEnd) {
    int shorter = Math.min(leftEnd - left, rightEnd - right) - 1;
    int same = 1;
    while (same < shorter && json[left + same] == json[right + same]) {
      same++;
    }
    if (same == shorter) {
      return (leftEnd - left) - (rightEnd - right);
    }
    byte leftByte = json[left + same];
    byte rightByte = json[right + same];
    if (leftByte == '\\' || rightByte == '\\' || followsEscape(json, left + 1, left + same)) {
      return name(json, left).compareTo(name(json, right));
    }
    return utf16Rank(leftByte) - utf16Rank(rightByte);
  }

  /** {@return whether a byte may be part of an escape that began before it} */
  private static boolean followsEscape(byte[] json, int from, int at) {
    for (int i = Math.max(from, at - LONGEST_ESCAPE + 1); i < at; i++) {
      if (json[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  private static String name(byte[] json, int quote) {
    return new JsonScanner(json, quote).string();
  }

  /**
   * {@return a number that puts the first bytes in which two UTF-8 texts differ in the order of
   * UTF-16} A character beyond U+FFFF begins with F0 to F4. It is two surrogates in UTF-16, and
   * they come before U+E000, which begins with EE.
   */
  private static int utf16Rank(byte utf8) {
    int rank = utf8 & 0xff;
    return rank == 0xee || rank == 0xef ? rank + 0x10 : rank;
  }
}

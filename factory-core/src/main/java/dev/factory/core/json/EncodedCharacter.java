package dev.factory.core.json;

/**
 * Reads one character of a JSON string that is not a single byte standing for itself: an escape, or
 * a sequence of UTF-8. What is read comes as one number that holds the character and how many bytes
 * it took.
 */
final class EncodedCharacter {
  private static final int LENGTH_SHIFT = 24;
  private static final int CODE_POINT_MASK = (1 << LENGTH_SHIFT) - 1;
  private static final int SHORT_ESCAPE = 2;
  private static final int UNICODE_ESCAPE = 6;
  private static final int[] LEAST_OF_LENGTH = {0, 0, 0x80, 0x800, 0x10000};

  private EncodedCharacter() {}

  /**
   * {@return the character that begins at a byte, with its length}
   *
   * @throws InvalidJsonException if there is none, or half of a pair, or a bare control character
   */
  static int read(byte[] text, int at) {
    int first = text[at];
    if (first == '\\') {
      return escape(text, at);
    }
    if (first >= 0) {
      throw JsonProblem.CONTROL_CHARACTER.atByte(at);
    }
    return utf8(text, at);
  }

  static int codePoint(int read) {
    return read & CODE_POINT_MASK;
  }

  static int length(int read) {
    return read >>> LENGTH_SHIFT;
  }

  private static int of(int codePoint, int length) {
    return (length << LENGTH_SHIFT) | codePoint;
  }

  private static int utf8(byte[] text, int at) {
    int first = text[at] & 0xff;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc0 || first >= 0xf8 || at + length > text.length) {
      throw JsonProblem.NOT_UTF_8.atByte(at);
    }
    int c = first & (0xff >> (length + 1));
    for (int i = at + 1; i < at + length; i++) {
      if ((text[i] & 0xc0) != 0x80) {
        throw JsonProblem.NOT_UTF_8.atByte(at);
      }
      c = (c << 6) | (text[i] & 0x3f);
    }
    if (c < LEAST_OF_LENGTH[length] || c > Character.MAX_CODE_POINT || isSurrogate(c)) {
      throw JsonProblem.NOT_UTF_8.atByte(at);
    }
    return of(c, length);
  }

  private static int escape(byte[] text, int at) {
    return switch (at + 1 < text.length ? text[at + 1] : 0) {
      case '"' -> of('"', SHORT_ESCAPE);
      case '\\' -> of('\\', SHORT_ESCAPE);
      case '/' -> of('/', SHORT_ESCAPE);
      case 'b' -> of('\b', SHORT_ESCAPE);
      case 'f' -> of('\f', SHORT_ESCAPE);
      case 'n' -> of('\n', SHORT_ESCAPE);
      case 'r' -> of('\r', SHORT_ESCAPE);
      case 't' -> of('\t', SHORT_ESCAPE);
      case 'u' -> unicodeEscape(text, at);
      default -> throw JsonProblem.ESCAPE.atByte(at);
    };
  }

  private static int unicodeEscape(byte[] text, int at) {
    int unit = unit(text, at);
    if (!isSurrogate(unit)) {
      return of(unit, UNICODE_ESCAPE);
    }
    int second = at + UNICODE_ESCAPE;
    boolean another = second + 1 < text.length && text[second] == '\\' && text[second + 1] == 'u';
    int low = another ? unit(text, second) : 0;
    if (!Character.isSurrogatePair((char) unit, (char) low)) {
      throw JsonProblem.LONE_SURROGATE.atByte(at);
    }
    return of(Character.toCodePoint((char) unit, (char) low), 2 * UNICODE_ESCAPE);
  }

  /** {@return the four hexadecimal digits after the backslash and the u at {@code at}} */
  private static int unit(byte[] text, int at) {
    if (at + UNICODE_ESCAPE > text.length) {
      throw JsonProblem.ESCAPE.atByte(at);
    }
    int value = 0;
    for (int i = at + SHORT_ESCAPE; i < at + UNICODE_ESCAPE; i++) {
      // a byte above ASCII is negative here and so is no digit
      int digit = Character.digit((int) text[i], 16);
      if (digit < 0) {
        throw JsonProblem.ESCAPE.atByte(at);
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}

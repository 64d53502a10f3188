package dev.factory.core.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Moves over a JSON text and refuses whatever the profile of {@link CanonicalJson} does not allow.
 * What becomes of the values is for the caller to say.
 */
final class JsonScanner {
  /** How deep arrays and objects may be nested; the outermost counts as one. */
  static final int MAX_DEPTH = 64;

  private static final int END = -1;

  private final byte[] text;
  private int at;
  private int depth;

  /** Starts at a byte, which need not be the first one. */
  JsonScanner(byte[] text, int at) {
    this.text = text;
    this.at = at;
  }

  /** {@return a scanner of a whole text} */
  static JsonScanner of(byte[] text) {
    if (text.length >= 3
        && text[0] == (byte) 0xef
        && text[1] == (byte) 0xbb
        && text[2] == (byte) 0xbf) {
      throw JsonProblem.BYTE_ORDER_MARK.atByte(0);
    }
    return new JsonScanner(text, 0);
  }

  /** {@return the index of the byte that comes next} */
  int position() {
    return at;
  }

  /** Moves over white space, and returns the index of the byte that comes next. */
  int skipSpace() {
    next();
    return at;
  }

  /**
   * Moves to the next value, and past it if it is a literal.
   *
   * @return its first character; {@code 0} for every number
   */
  char value() {
    int next = next();
    switch (next) {
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        return '0';
      }
      case '{', '[', '"' -> {
        return (char) next;
      }
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> throw problem(JsonProblem.NO_VALUE);
    }
    return (char) next;
  }

  /**
   * Moves past the bracket that opens an array or object.
   *
   * @param close the bracket that ends it
   * @return whether anything is in it; if not, the closing bracket is passed as well
   */
  boolean enter(char close) {
    if (++depth > MAX_DEPTH) {
      throw JsonProblem.TOO_DEEP.atByte(at);
    }
    at++;
    return next() != close || leave();
  }

  /**
   * Moves past what follows a value in an array or object.
   *
   * @param close the bracket that ends it
   * @return whether another value must follow
   */
  boolean another(char close) {
    int next = next();
    if (next == ',') {
      at++;
      return true;
    }
    if (next != close) {
      throw problem(JsonProblem.NO_COMMA);
    }
    return leave();
  }

  private boolean leave() {
    at++;
    depth--;
    return false;
  }

  /** Moves to the opening quote of a member's name. */
  void name() {
    if (next() != '"') {
      throw problem(JsonProblem.NO_NAME);
    }
  }

  /** Moves past the colon after a member's name. */
  void colon() {
    if (next() != ':') {
      throw problem(JsonProblem.NO_COLON);
    }
    at++;
  }

  /** Makes sure that nothing but white space follows. */
  void end() {
    if (next() != END) {
      throw JsonProblem.TRAILING_BYTES.atByte(at);
    }
  }

  /** Moves past a string and returns what it says. */
  String string() {
    int from = ++at;
    int stop = run();
    if (stop == '"') {
      return new String(text, from, at++ - from, ISO_8859_1);
    }
    StringBuilder said = new StringBuilder();
    while (stop != '"') {
      said.append(new String(text, from, at - from, ISO_8859_1)).appendCodePoint(encoded());
      from = at;
      stop = run();
    }
    return said.append(new String(text, from, at++ - from, ISO_8859_1)).toString();
  }

  /** Moves past a string and writes it, quotes and all, in canonical form. */
  void string(CanonicalWriter out) {
    int from = at++;
    while (run() != '"') {
      out.copy(text, from, at);
      out.codePoint(encoded());
      from = at;
    }
    at++;
    out.copy(text, from, at);
  }

  /** Moves past ASCII that stands for itself, and returns the byte that comes next. */
  private byte run() {
    for (int i = at; i < text.length; i++) {
      byte b = text[i];
      if (b < ' ' || b == '"' || b == '\\') {
        at = i;
        return b;
      }
    }
    throw JsonProblem.EARLY_END.atByte(text.length);
  }

  private int encoded() {
    int read = EncodedCharacter.read(text, at);
    at += EncodedCharacter.length(read);
    return EncodedCharacter.codePoint(read);
  }

  /**
   * Moves past a number.
   *
   * @return whether it is an integer literal: without a point and without an exponent
   */
  boolean number() {
    int from = at;
    if (text[at] == '-') {
      at++;
    }
    int first = at;
    digits(from);
    if (text[first] == '0' && at > first + 1) {
      throw JsonProblem.NUMBER_FORM.atByte(from);
    }
    boolean integer = true;
    if (is('.')) {
      at++;
      digits(from);
      integer = false;
    }
    if (is('e') || is('E')) {
      at++;
      if (is('+') || is('-')) {
        at++;
      }
      digits(from);
      integer = false;
    }
    return integer;
  }

  /** {@return the value of the integer literal that began at {@code from} and ended here} */
  long integer(int from) {
    boolean negative = text[from] == '-';
    int first = negative ? from + 1 : from;
    long value = 0;
    // more digits than a long holds have long left the range, so that it cannot overflow
    for (int i = first; i < at && value <= Numbers.MAX_SAFE; i++) {
      value = 10 * value + (text[i] - '0');
    }
    if (value > Numbers.MAX_SAFE) {
      throw JsonProblem.INTEGER_RANGE.atByte(from);
    }
    return negative ? -value : value;
  }

  /** {@return the value of the other number that began at {@code from} and ended here} */
  double real(int from) {
    return Numbers.real(new String(text, from, at - from, ISO_8859_1), p -> p.atByte(from));
  }

  private void digits(int from) {
    int first = at;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    if (at == first) {
      throw at == text.length
          ? JsonProblem.EARLY_END.atByte(at)
          : JsonProblem.NUMBER_FORM.atByte(from);
    }
  }

  private boolean is(char ascii) {
    return at < text.length && text[at] == ascii;
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (!is(word.charAt(i))) {
        throw problem(JsonProblem.NO_VALUE);
      }
    }
  }

  private int next() {
    while (at < text.length) {
      byte b = text[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xff;
      }
      at++;
    }
    return END;
  }

  private InvalidJsonException problem(JsonProblem problem) {
    return (at == text.length ? JsonProblem.EARLY_END : problem).atByte(at);
  }
}

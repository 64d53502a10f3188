package dev.factory.core.json;

/** Why something is not JSON, or not JSON that every reader understands alike. */
enum JsonProblem {
  EARLY_END("the text ends inside a value", "a complete value"),
  BYTE_ORDER_MARK("the text begins with a byte order mark", "UTF-8 without one"),
  TRAILING_BYTES("something follows the value", "one value, with white space around it"),
  NO_VALUE("no value begins here", "an object, array, string, number, true, false or null"),
  NAME_NOT_TEXT("a member name is not well-formed text", "strings without lone surrogates"),
  NO_NAME("no member name begins here", "a name in double quotes"),
  NO_COLON("no colon follows a member name", "a colon between a name and its value"),
  NO_COMMA("neither a comma nor the closing bracket follows", "a comma between two values"),
  NOT_AN_OBJECT("the value is not an object", "an object"),
  TOO_DEEP("arrays and objects are nested too deep", "a depth of at most 64"),
  DUPLICATE_NAME("an object has two members of the same name", "each name once in an object"),
  CONTROL_CHARACTER("a control character stands in a string", "its escape, such as \\n or \\u0000"),
  ESCAPE(
      "an escape is not one of JSON's",
      "\\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"),
  LONE_SURROGATE(
      "a surrogate stands alone", "a high surrogate followed at once by a low one, or neither"),
  NOT_UTF_8("the bytes are not UTF-8", "well-formed UTF-8 in its shortest form"),
  NUMBER_FORM(
      "a number is not written as JSON writes numbers",
      "digits without a leading zero or plus, with digits on both sides of a decimal point and"
          + " after an exponent's e"),
  INTEGER_RANGE(
      "a number is, or would be written as, an integer outside ±(2^53-1)",
      "-9007199254740991 to 9007199254740991; larger integers as text"),
  NOT_FINITE("a number is too large for a double, or not a number", "finite numbers"),
  UNDERFLOW(
      "a number other than zero is so small that a double holds only zero",
      "zero, or at least 4.9e-324 from it");

  private final String what;
  private final String allowed;

  JsonProblem(String what, String allowed) {
    this.what = what;
    this.allowed = allowed;
  }

  InvalidJsonException atByte(int offset) {
    return InvalidJsonException.atByte(offset, what, allowed);
  }

  InvalidJsonException atMember(String path) {
    return InvalidJsonException.atMember(path, what, allowed);
  }
}

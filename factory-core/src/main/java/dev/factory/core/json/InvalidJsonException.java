package dev.factory.core.json;

import dev.factory.core.FactoryException;

/**
 * A text is not JSON, or a value has no canonical form; {@link CanonicalJson} says what has one.
 *
 * <p>The code is {@code core.invalid-json}. The message says where, what is wrong and what is
 * allowed. It names members but never quotes a value or a piece of the text, so it may be logged.
 * Nothing was written and nothing was changed.
 */
public final class InvalidJsonException extends FactoryException {
  private static final long serialVersionUID = 1L;
  private static final int NO_OFFSET = -1;

  private final int offset;

  private InvalidJsonException(int offset, String where, String problem, String allowed) {
    super(
        "core.invalid-json", "invalid JSON at " + where + ": " + problem + "; allowed: " + allowed);
    this.offset = offset;
  }

  static InvalidJsonException atByte(int offset, String problem, String allowed) {
    return new InvalidJsonException(offset, "byte " + offset, problem, allowed);
  }

  /**
   * @param path the names and indexes that lead to the value, such as {@code items[3].price}; empty
   *     if it is the whole value
   */
  static InvalidJsonException atMember(String path, String problem, String allowed) {
    String where = path.isEmpty() ? "the outermost value" : path;
    return new InvalidJsonException(NO_OFFSET, where, problem, allowed);
  }

  /**
   * {@return the index, from 0, of the byte of the UTF-8 text at which it went wrong; -1 if the
   * value was not a text but a tree, in which case the message names the member}
   */
  public int offset() {
    return offset;
  }
}

package dev.factory.attribution.statement;

import dev.factory.attribution.internal.Sha256;

/**
 * The content hash of a {@link Statement}; {@link Statement#canonicalJson} says what it is taken
 * of.
 *
 * @param text {@code sha256:} and 64 lower-case hex digits
 */
public record StatementHash(String text) {

  /** Refuses a text that is not a hash. */
  public StatementHash {
    Sha256.requireText(text);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return text;
  }
}

package dev.factory.attribution.policy;

import dev.factory.attribution.internal.Sha256;

/**
 * The content hash of a {@link PolicyVersion}: credits name the rules they were made by with it.
 *
 * @param text {@code sha256:} and 64 lower-case hex digits
 */
public record PolicyHash(String text) {

  /** Refuses a text that is not a hash. */
  public PolicyHash {
    Sha256.requireText(text);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return text;
  }
}

package dev.factory.attribution.fitting;

import dev.factory.attribution.internal.Sha256;

/**
 * The content hash of a {@link ModelVersion}.
 *
 * @param text {@code sha256:} and 64 lower-case hex digits
 */
public record ModelHash(String text) {

  /** Refuses a text that is not a hash. */
  public ModelHash {
    Sha256.requireText(text);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return text;
  }
}

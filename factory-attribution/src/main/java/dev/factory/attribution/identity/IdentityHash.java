package dev.factory.attribution.identity;

import dev.factory.attribution.internal.Sha256;

/**
 * The content hash of an {@link IdentityVersion}.
 *
 * @param text {@code sha256:} and 64 lower-case hex digits
 */
public record IdentityHash(String text) {

  /** The hash of {@link IdentityVersion#NONE}. */
  public static final IdentityHash NONE = new IdentityHash(Sha256.of(new byte[0]));

  /** Refuses a text that is not a hash. */
  public IdentityHash {
    Sha256.requireText(text);
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return text;
  }
}

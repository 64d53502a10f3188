package dev.factory.attribution.ledger;

import dev.factory.attribution.internal.Sha256;
import dev.factory.core.json.CanonicalJson;
import java.util.List;

/**
 * The id of a {@link Posting}: a hash of why it is made, so that making it again finds it there.
 *
 * @param text {@code sha256:} and 64 lower-case hex digits
 */
public record PostingId(String text) {

  /** Refuses a text that is not a hash. */
  public PostingId {
    Sha256.requireText(text);
  }

  /**
   * {@return the SHA-256 of the canonical JSON (RFC 8785) of the list {@code [cause, step, rules]}}
   */
  public static PostingId of(String cause, PostingStep step, String rules) {
    return new PostingId(Sha256.of(CanonicalJson.ofValue(List.of(cause, step.name(), rules))));
  }

  /** {@return the text itself} */
  @Override
  public String toString() {
    return text;
  }
}

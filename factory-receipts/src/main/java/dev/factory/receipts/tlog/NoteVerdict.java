package dev.factory.receipts.tlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What known keys say of a {@link SignedNote}. */
public sealed interface NoteVerdict {

  /**
   * At least one known key signed it, and every signature of a known key is good.
   *
   * @param by the good signatures in the order of the note, one or more
   */
  record Verified(List<By> by) implements NoteVerdict {
    /** Copies the signatures. */
    public Verified {
      by = List.copyOf(by);
    }
  }

  /** No signature is of a known key: the text must not be used. */
  record NoKnownKey() implements NoteVerdict {}

  /**
   * A signature claims to be of this known key and is not: the text must not be used.
   *
   * @param key whose signature is bad
   */
  record BadSignature(VerifierKey key) implements NoteVerdict {}

  /**
   * A good signature.
   *
   * @param key who made it
   * @param signature what was made
   */
  record By(VerifierKey key, NoteSignature signature) {

    /**
     * {@return when it was made, in whole seconds}; empty if the type of key does not say, or the
     * signer did not
     */
    public Optional<Instant> signedAt() {
      byte[] bytes = signature.signature();
      if (!key.type().isTimestamped() || bytes.length < Long.BYTES) {
        return Optional.empty();
      }
      long timestamp = SignatureScheme.timestamp(bytes);
      return timestamp > 0 && timestamp <= Instant.MAX.getEpochSecond()
          ? Optional.of(Instant.ofEpochSecond(timestamp))
          : Optional.empty();
    }
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.Signer;
import java.nio.ByteBuffer;
import java.time.InstantSource;

/**
 * A named key that signs notes.
 *
 * <p><b>Threads:</b> as the key behind it says.
 */
public interface NoteSigner {

  /** {@return the key that verifies what this signs} */
  VerifierKey key();

  /**
   * {@return the signature of a note's text}
   *
   * @param text the text with the newline at its end, without the signatures
   * @throws IllegalArgumentException if this type of key cannot sign this text
   * @throws dev.factory.core.FactoryException if the key cannot be used now
   */
  NoteSignature sign(String text);

  /**
   * {@return a signer of notes, for example of a log's own checkpoints}: {@link
   * VerifierKey.Type#ED25519}
   *
   * @param name name of the key; for the key of a log, its origin
   * @param signer signs the text of the note as it is
   */
  static NoteSigner ed25519(String name, Signer signer) {
    VerifierKey key = VerifierKey.of(name, VerifierKey.Type.ED25519, signer.publicKey());
    return new SchemeSigner(key, text -> signer.sign(Text.utf8(text)));
  }

  /**
   * {@return a witness's signer of checkpoints}: {@link VerifierKey.Type#COSIGNATURE_V1}
   *
   * @param name name of the witness; each name needs a key of its own, which a signature does not
   *     tell apart otherwise (C2SP tlog-cosignature)
   * @param time says when a checkpoint was cosigned; kept in whole seconds
   */
  static NoteSigner cosignatureV1(String name, Signer signer, InstantSource time) {
    VerifierKey key = VerifierKey.of(name, VerifierKey.Type.COSIGNATURE_V1, signer.publicKey());
    return timestamped(key, signer::sign, time);
  }

  /**
   * {@return a signer of checkpoints that holds against quantum computers}: {@link
   * VerifierKey.Type#ML_DSA_44}; for a witness or a log
   *
   * @param name name of the witness or origin of the log, at most 255 bytes
   * @param time says when a checkpoint was signed; kept in whole seconds
   */
  static NoteSigner mlDsa44(String name, MlDsa44Signer signer, InstantSource time) {
    VerifierKey key = VerifierKey.of(name, VerifierKey.Type.ML_DSA_44, signer.publicKey());
    return timestamped(key, signer::sign, time);
  }

  private static NoteSigner timestamped(
      VerifierKey key, SchemeSigner.Raw signer, InstantSource time) {
    return new SchemeSigner(
        key,
        text -> {
          long timestamp = time.instant().getEpochSecond();
          if (timestamp < 0) {
            throw new IllegalArgumentException("a checkpoint cannot be signed before 1970");
          }
          byte[] signature =
              signer.sign(
                  SignatureScheme.message(
                      key.name(), key.type(), timestamp, Checkpoint.parse(text)));
          return ByteBuffer.allocate(Long.BYTES + signature.length)
              .putLong(timestamp)
              .put(signature)
              .array();
        });
  }
}

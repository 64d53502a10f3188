package dev.factory.receipts.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/** What each type of key signs, and how its signatures are verified. */
final class SignatureScheme {
  static final int ML_DSA_44_KEY_LENGTH = 1_312;
  static final int ML_DSA_44_SIGNATURE_LENGTH = 2_420;

  private static final int MAX_NAME_BYTES = 255;
  private static final byte[] SUBTREE_LABEL = Text.utf8("subtree/v1\n\0");

  private SignatureScheme() {}

  @FunctionalInterface
  interface Verification {
    /** Whether the signature, without the key id, is one of this text. */
    boolean accepts(String text, byte[] signature);
  }

  /** A signature algorithm over bytes. */
  @FunctionalInterface
  private interface RawVerification {
    boolean accepts(byte[] message, byte[] signature);
  }

  static Verification verification(String name, VerifierKey.Type type, byte[] publicKey) {
    return switch (type) {
      case ED25519 -> {
        RawVerification raw = ed25519(publicKey);
        yield (text, signature) -> raw.accepts(Text.utf8(text), signature);
      }
      case COSIGNATURE_V1 -> timestamped(name, type, ed25519(publicKey));
      case ML_DSA_44 -> {
        requireShortName(name);
        yield timestamped(name, type, mlDsa44(publicKey));
      }
    };
  }

  private static Verification timestamped(String name, VerifierKey.Type type, RawVerification raw) {
    return (text, signature) -> {
      if (signature.length <= Long.BYTES || timestamp(signature) < 0) {
        return false;
      }
      byte[] message;
      try {
        message = message(name, type, timestamp(signature), Checkpoint.parse(text));
      } catch (MalformedException | IllegalArgumentException e) {
        return false; // a cosignature is of a checkpoint; of any other text it says nothing
      }
      return raw.accepts(message, Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    };
  }

  /** Seconds since 1970 at the head of a timestamped signature; negative if beyond 2^63 - 1. */
  static long timestamp(byte[] signature) {
    return ByteBuffer.wrap(signature).getLong();
  }

  /**
   * What a timestamped signature signs: C2SP tlog-cosignature.
   *
   * @throws IllegalArgumentException if this checkpoint cannot be signed by this type of key
   */
  static byte[] message(String name, VerifierKey.Type type, long timestamp, Checkpoint checkpoint) {
    return type == VerifierKey.Type.COSIGNATURE_V1
        ? Text.utf8("cosignature/v1\ntime " + timestamp + "\n" + checkpoint.text())
        : subtreeMessage(name, timestamp, checkpoint);
  }

  private static byte[] subtreeMessage(String name, long timestamp, Checkpoint checkpoint) {
    if (!checkpoint.extensions().isEmpty()) {
      throw new IllegalArgumentException(
          "an ML-DSA-44 signature does not cover extension lines: leave them out");
    }
    byte[] origin = Text.utf8(checkpoint.origin());
    if (origin.length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "ML-DSA-44 signs checkpoints whose origin has at most 255 bytes, not " + origin.length);
    }
    byte[] cosigner = requireShortName(name);
    return ByteBuffer.allocate(
            SUBTREE_LABEL.length + 1 + cosigner.length + 8 + 1 + origin.length + 8 + 8 + 32)
        .put(SUBTREE_LABEL)
        .put((byte) cosigner.length)
        .put(cosigner)
        .putLong(timestamp)
        .put((byte) origin.length)
        .put(origin)
        .putLong(0) // a checkpoint is the subtree that starts at the first leaf
        .putLong(checkpoint.size())
        .put(checkpoint.root().bytes())
        .array();
  }

  private static byte[] requireShortName(String name) {
    byte[] bytes = Text.utf8(name);
    if (bytes.length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "the name of an ML-DSA-44 key has at most 255 bytes, not " + bytes.length);
    }
    return bytes;
  }

  private static RawVerification ed25519(byte[] publicKey) {
    PublicPoint point =
        publicKey.length == Ed25519.PUBLIC_KEY_SIZE
            ? Ed25519.validatePublicKeyFullExport(publicKey, 0)
            : null;
    if (point == null) {
      throw new IllegalArgumentException(
          "an Ed25519 public key is 32 bytes, a canonical point of prime order");
    }
    return (message, signature) ->
        signature.length == Ed25519.SIGNATURE_SIZE
            && Ed25519.verify(signature, 0, point, message, 0, message.length);
  }

  private static RawVerification mlDsa44(byte[] publicKey) {
    if (publicKey.length != ML_DSA_44_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "an ML-DSA-44 public key has 1,312 bytes, not " + publicKey.length);
    }
    MLDSAPublicKeyParameters key =
        new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, publicKey.clone());
    return (message, signature) -> {
      MLDSASigner verifier = new MLDSASigner();
      verifier.init(false, key);
      verifier.update(message, 0, message.length);
      return signature.length == ML_DSA_44_SIGNATURE_LENGTH && verifier.verifySignature(signature);
    };
  }
}

package dev.factory.receipts;

import java.util.Optional;

/** One signature against the trusted keys. */
final class SignatureCheck {
  private SignatureCheck() {}

  /** What is wrong with it, or empty if nothing is. */
  static Optional<Fault.Kind> of(TrustedKeys keys, String kid, byte[] header, String signature) {
    Optional<PublicKey> key = keys.find(kid);
    if (key.isEmpty()) {
      return Optional.of(Fault.Kind.UNKNOWN_KEY);
    }
    Optional<byte[]> bytes = Signatures.decode(signature);
    if (bytes.isEmpty()) {
      return Optional.of(Fault.Kind.MALFORMED_SIGNATURE);
    }
    return key.get().verifies(Signatures.message(header), bytes.get())
        ? Optional.empty()
        : Optional.of(Fault.Kind.BAD_SIGNATURE);
  }
}

package dev.factory.receipts;

import java.util.Optional;

/** One signature against a history of keys. */
final class SignatureCheck {
  private SignatureCheck() {}

  /** What is wrong with the key itself, or empty if it may sign at this position. */
  static Optional<Fault.Kind> ofKey(KeyHistory keys, String kid, long seq) {
    if (keys.find(kid).isEmpty()) {
      return Optional.of(Fault.Kind.UNKNOWN_KEY);
    }
    return keys.isValid(kid, seq) ? Optional.empty() : Optional.of(Fault.Kind.KEY_OUT_OF_RANGE);
  }

  /** What is wrong with it, or empty if nothing is. */
  static Optional<Fault.Kind> of(
      KeyHistory keys, String kid, long seq, byte[] header, String signature) {
    Optional<Fault.Kind> wrongKey = ofKey(keys, kid, seq);
    if (wrongKey.isPresent()) {
      return wrongKey;
    }
    PublicKey key = keys.find(kid).orElseThrow().key();
    return Signatures.decode(signature, header)
        .map(signed -> verdict(key.verifies(signed.message(), signed.bytes())))
        .orElse(Optional.of(Fault.Kind.MALFORMED_SIGNATURE));
  }

  private static Optional<Fault.Kind> verdict(boolean good) {
    return good ? Optional.empty() : Optional.of(Fault.Kind.BAD_SIGNATURE);
  }
}

package dev.factory.receipts.spi;

/**
 * Who signs: a key in memory, or one kept by a module or service that may be slow or remote.
 *
 * <p><b>Determinism:</b> Ed25519 signs the same message the same way each time (RFC 8032, section
 * 5.1.6). <b>Threads:</b> safe for use by many threads; signatures are asked for in parallel.
 */
public interface Signer {

  /** {@return the 32 bytes of the Ed25519 public key, RFC 8032 section 5.1.5} */
  byte[] publicKey();

  /**
   * {@return the 64 bytes of the Ed25519 signature (RFC 8032, section 5.1) of {@code message}}
   *
   * @throws dev.factory.core.FactoryException if the key cannot be used now; nothing is recorded
   */
  byte[] sign(byte[] message);

  /**
   * {@return whether {@link #sign} only computes, and never waits for anything} Then receipts are
   * signed while the store writes those before them, within its transaction; otherwise a batch is
   * signed before its transaction begins, so that a slow service holds no lock. By default false.
   */
  default boolean isLocal() {
    return false;
  }
}

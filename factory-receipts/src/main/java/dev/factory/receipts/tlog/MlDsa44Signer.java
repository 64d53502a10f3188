package dev.factory.receipts.tlog;

/**
 * An ML-DSA-44 key (FIPS 204): one in memory, {@link MlDsa44Key}, or one kept by a module or
 * service that may be slow or remote.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
public interface MlDsa44Signer {

  /** {@return the 1,312 bytes of the public key} */
  byte[] publicKey();

  /**
   * {@return the 2,420 bytes of the signature of {@code message}}, pure ML-DSA with an empty
   * context
   *
   * @throws dev.factory.core.FactoryException if the key cannot be used now
   */
  byte[] sign(byte[] message);
}

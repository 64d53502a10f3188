package dev.factory.receipts.tlog;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * An ML-DSA-44 private key held in memory. It signs the deterministic way of FIPS 204, section 3.4:
 * the same message always gets the same signature. Thread-safe.
 */
public final class MlDsa44Key implements MlDsa44Signer {
  /** Length of the seed a key is made of, in bytes. */
  public static final int SEED_LENGTH = 32;

  private final MLDSAPrivateKeyParameters key;

  private MlDsa44Key(byte[] seed) {
    this.key = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
  }

  /** {@return a new key} */
  public static MlDsa44Key generate(SecureRandom random) {
    byte[] seed = new byte[SEED_LENGTH];
    random.nextBytes(seed);
    return new MlDsa44Key(seed);
  }

  /**
   * {@return the key made of this seed}, as ML-DSA.KeyGen of FIPS 204 makes it
   *
   * @throws IllegalArgumentException unless it has {@value #SEED_LENGTH} bytes
   */
  public static MlDsa44Key fromSeed(byte[] seed) {
    if (seed.length != SEED_LENGTH) {
      throw new IllegalArgumentException(
          "an ML-DSA-44 key is made of a seed of 32 bytes, not " + seed.length);
    }
    return new MlDsa44Key(seed.clone());
  }

  /** {@return a copy of the seed, which is the private key: keep it where only its owner reads} */
  public byte[] seed() {
    return key.getSeed();
  }

  @Override
  public byte[] publicKey() {
    return key.getPublicKey();
  }

  @Override
  public byte[] sign(byte[] message) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("an ML-DSA-44 key in memory can always sign", e);
    }
  }

  @Override
  public String toString() {
    return "ML-DSA-44 signing key";
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/** Keys that are always the same, held by the JDK: what verifies them here is another engine. */
final class TestKeys {
  static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-01-24T12:34:56Z"));
  static final String ORIGIN = "log.example/2026";
  static final NoteSigner LOG = NoteSigner.ed25519(ORIGIN, ed25519(1));
  static final NoteSigner WITNESS = cosigner("witness.example/w1", 2);
  static final TrustPolicy POLICY = TrustPolicy.ofLog(LOG.key());

  private TestKeys() {}

  static NoteSigner cosigner(String name, int number) {
    return NoteSigner.cosignatureV1(name, ed25519(number), TIME);
  }

  static NoteSigner postQuantum(String name, int number) {
    return NoteSigner.mlDsa44(name, MlDsa44Key.fromSeed(seed(number)), TIME);
  }

  static Signer ed25519(int number) {
    return ed25519(seed(number));
  }

  static Signer ed25519(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new FixedRandom(seed));
      return new JdkSigner(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the JDK has Ed25519", e);
    }
  }

  private static byte[] seed(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return seed;
  }

  private record JdkSigner(KeyPair pair) implements Signer {
    @Override
    public byte[] publicKey() {
      byte[] spki = pair.getPublic().getEncoded();
      return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
    }

    @Override
    public byte[] sign(byte[] message) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new AssertionError("the JDK has Ed25519", e);
      }
    }
  }

  /** Not random: gives the seed. */
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    FixedRandom(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}

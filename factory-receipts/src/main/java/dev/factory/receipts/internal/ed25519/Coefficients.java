package dev.factory.receipts.internal.ed25519;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The 128-bit factors by which the equations of a batch are multiplied before they are added up.
 *
 * <p>They are the SHA-512 of a counter under a seed, and the seed is the SHA-512 of everything the
 * equations are made of: the key, each challenge SHA-512(R, A, message), each S. Nobody can pick a
 * signature to fit factors, since the factors are not there before all signatures are, and changing
 * a bit of one changes all factors; a search has a chance of 2^-128 a try, which is what forging an
 * Ed25519 signature takes too. And nothing is left to a source of randomness that may be weak, slow
 * to start, or different from one auditor to the next: the same batch gets the same factors
 * everywhere.
 */
final class Coefficients {
  private static final byte[] DOMAIN =
      "factory-receipts/ed25519-batch/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SEED = 64;
  private static final int A_BLOCK = SEED / 16;

  private final MessageDigest sha512;
  private final byte[] seedAndCounter = new byte[SEED + Long.BYTES];
  private final byte[] block = new byte[SEED];
  private int next;

  Coefficients(MessageDigest sha512) {
    this.sha512 = sha512;
  }

  /** Starts anew, for the challenges and the values of S that these arrays begin with. */
  void seed(byte[] publicKey, byte[] challenges, int length, byte[] values, int size) {
    sha512.update(DOMAIN);
    sha512.update(publicKey);
    sha512.update(challenges, 0, length);
    sha512.update(values, 0, size);
    digestInto(seedAndCounter);
    next = 0;
  }

  /** Goes on to the next factor: {@link #low} and {@link #high} are its halves. */
  void advance() {
    if (next % A_BLOCK == 0) {
      LONGS.set(seedAndCounter, SEED, (long) (next / A_BLOCK));
      sha512.update(seedAndCounter);
      digestInto(block);
    }
    next++;
  }

  long low() {
    return (long) LONGS.get(block, 16 * ((next - 1) % A_BLOCK));
  }

  long high() {
    return (long) LONGS.get(block, 16 * ((next - 1) % A_BLOCK) + 8);
  }

  private void digestInto(byte[] target) {
    try {
      sha512.digest(target, 0, SEED);
    } catch (DigestException e) {
      throw new AssertionError("64 bytes hold a SHA-512", e);
    }
  }
}

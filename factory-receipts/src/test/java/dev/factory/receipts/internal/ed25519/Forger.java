package dev.factory.receipts.internal.ed25519;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/** Holds a key, and makes signatures no honest signer makes. Bouncy Castle is the judge of all. */
final class Forger {
  /** A message with its signature, and whether Bouncy Castle accepts that. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Signed(String what, byte[] signature, byte[] message, boolean good) {}

  private final byte[] seed = new byte[32];
  private final byte[] publicKey = new byte[32];
  private final PublicPoint point;
  private final BigInteger secret;

  Forger(int number) {
    seed[0] = (byte) number;
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    point = Ed25519.validatePublicKeyFullExport(publicKey, 0);
    byte[] expanded = sha512(seed);
    expanded[0] &= (byte) 0xf8;
    expanded[31] = (byte) ((expanded[31] & 0x7f) | 0x40);
    secret = Edwards.integer(Arrays.copyOf(expanded, 32));
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  /** What Bouncy Castle says of it. */
  Signed judged(String what, byte[] signature, byte[] message) {
    boolean good = Ed25519.verify(signature, 0, point, message, 0, message.length);
    return new Signed(what, signature, message, good);
  }

  Signed honest(byte[] message) {
    byte[] signature = new byte[64];
    Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return judged("honest", signature, message);
  }

  /** A signature with these bytes for R and the S that belongs to {@code nonce}. */
  Signed withR(String what, byte[] r, BigInteger nonce, byte[] message) {
    BigInteger challenge = Edwards.integer(sha512(r, publicKey, message)).mod(Edwards.L);
    return joined(what, r, nonce.add(challenge.multiply(secret)).mod(Edwards.L), message);
  }

  private Signed joined(String what, byte[] r, BigInteger s, byte[] message) {
    byte[] signature = Arrays.copyOf(r, 64);
    System.arraycopy(Edwards.bytes(s), 0, signature, 32, 32);
    return judged(what, signature, message);
  }

  /** {@code signed} with {@code off} added to S, not reduced. */
  Signed withSOff(String what, Signed signed, BigInteger off) {
    byte[] r = Arrays.copyOf(signed.signature(), 32);
    BigInteger s = Edwards.integer(Arrays.copyOfRange(signed.signature(), 32, 64));
    return joined(what, r, s.add(off), signed.message());
  }

  /** Every bit of the signature and the message turned, one at a time. */
  List<Signed> withEachBitTurned(Signed signed) {
    List<Signed> turned = new ArrayList<>();
    for (int bit = 0; bit < 8 * 64; bit++) {
      byte[] signature = signed.signature().clone();
      signature[bit / 8] ^= (byte) (1 << bit % 8);
      turned.add(judged("signature bit " + bit, signature, signed.message()));
    }
    for (int bit = 0; bit < 8 * signed.message().length; bit++) {
      byte[] message = signed.message().clone();
      message[bit / 8] ^= (byte) (1 << bit % 8);
      turned.add(judged("message bit " + bit, signed.signature(), message));
    }
    return turned;
  }

  /** Signatures on which implementations are known to differ. */
  List<Signed> crafted(byte[] message) {
    List<Signed> all = new ArrayList<>();
    BigInteger nonce = new BigInteger(1, sha512(message)).mod(Edwards.L);
    Edwards honest = Edwards.BASE.times(nonce);
    Edwards torsion = Edwards.NEUTRAL;
    for (int i = 0; i < 8; i++) {
      Signed mixed = withR("R with torsion " + i, honest.plus(torsion).encoded(), nonce, message);
      all.add(mixed);
      all.add(withSOff("R with torsion, S one more", mixed, BigInteger.ONE));
      byte[] small = torsion.encoded();
      all.add(withR("R of small order " + i, small, BigInteger.ZERO, message));
      // the other sign: another point, or of x = 0 a form that is refused
      small[31] ^= (byte) 0x80;
      all.add(withR("R of small order, other sign " + i, small, BigInteger.ZERO, message));
      torsion = torsion.plus(Edwards.TORSION);
    }
    // all y of p and more, with both signs: two of them would be points of small order
    for (int above = 0; above < 19; above++) {
      byte[] large = Edwards.bytes(Edwards.P.add(BigInteger.valueOf(above)));
      all.add(withR("R is p + " + above, large, BigInteger.ZERO, message));
      large[31] |= (byte) 0x80;
      all.add(withR("R is -p - " + above, large, BigInteger.ZERO, message));
    }
    Signed good = honest(message);
    all.add(withSOff("S + L", good, Edwards.L));
    all.add(withSOff("S + 2L", good, Edwards.L.shiftLeft(1)));
    all.add(withSOff("S + 8L", good, Edwards.L.shiftLeft(3)));
    all.add(judged("nothing but zeros", new byte[64], message));
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xff);
    all.add(judged("nothing but ones", ones, message));
    return all;
  }

  private static byte[] sha512(byte[]... parts) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        sha512.update(part);
      }
      return sha512.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicKeyTest {
  private static final byte[] MESSAGE = "receipt".getBytes(StandardCharsets.UTF_8);

  /** The order of the base point: RFC 8032, section 5.1. */
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  @Test
  void isRefusedIfItsPointHasSmallOrderOrNoCanonicalForm() {
    for (String bytes :
        List.of(
            // the identity, the point of order 2, points of order 4 and 8
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            // y = p + 1, the identity spelled with more than p
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            // on no point of the curve
            "0200000000000000000000000000000000000000000000000000000000000000")) {
      assertThatThrownBy(() -> PublicKey.of(HexFormat.of().parseHex(bytes)))
          .hasMessageContaining("prime order");
    }
    assertThatThrownBy(() -> PublicKey.of(new byte[31])).hasMessageContaining("32 bytes");
  }

  @Test
  void refusesASignatureWhoseSIsNotReduced() {
    byte[] signature = TestLedger.KEY.sign(MESSAGE);
    byte[] reversed = new byte[32];
    for (int i = 0; i < 32; i++) {
      reversed[i] = signature[63 - i];
    }
    byte[] larger = new BigInteger(1, reversed).add(L).toByteArray();
    byte[] malleable = signature.clone();
    for (int i = 0; i < 32; i++) {
      malleable[32 + i] = i < larger.length ? larger[larger.length - 1 - i] : 0;
    }
    assertThat(TestLedger.KEY.verifier().verifies(MESSAGE, signature)).isTrue();
    assertThat(TestLedger.KEY.verifier().verifies(MESSAGE, malleable)).isFalse();
  }

  @Test
  void isTheSameForTheSameBytes() {
    PublicKey key = TestLedger.key(5).verifier();
    assertThat(PublicKey.of(key.bytes())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(key).isNotEqualTo(TestLedger.key(6).verifier());
    assertThat(key.toJwk()).containsEntry("kid", key.kid()).containsEntry("crv", "Ed25519");
  }

  /**
   * A signature whose R has a component of order 8: the equation of RFC 8032, section 5.1.7, with
   * the cofactor holds, the one without does not. Verifiers that differ here disagree on a ledger.
   */
  @Test
  void acceptsWhatTheEquationWithTheCofactorAccepts() throws Exception {
    byte[] seed = new byte[32];
    seed[0] = 9;
    byte[] expanded = MessageDigest.getInstance("SHA-512").digest(seed);
    expanded[0] &= (byte) 0xf8;
    expanded[31] = (byte) ((expanded[31] & 0x7f) | 0x40);
    BigInteger secret = Edwards.integer(Arrays.copyOf(expanded, 32));
    BigInteger nonce = BigInteger.valueOf(123_456_789);
    byte[] torsion =
        HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    Edwards base = Edwards.BASE;
    byte[] publicKey = base.times(secret).encoded();
    for (Edwards part : List.of(Edwards.IDENTITY, Edwards.decoded(torsion))) {
      byte[] r = base.times(nonce).plus(part).encoded();
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      sha512.update(r);
      sha512.update(publicKey);
      BigInteger challenge = Edwards.integer(sha512.digest(MESSAGE)).mod(L);
      BigInteger s = nonce.add(challenge.multiply(secret)).mod(L);
      byte[] signature = Arrays.copyOf(r, 64);
      System.arraycopy(Edwards.bytes(s), 0, signature, 32, 32);
      assertThat(PublicKey.of(publicKey).verifies(MESSAGE, signature)).isTrue();
    }
  }

  /** Points of the curve by the formulas of RFC 8032, section 5.1.4, without any haste. */
  private record Edwards(BigInteger x, BigInteger y) {
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger D =
        BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);
    static final Edwards IDENTITY = new Edwards(BigInteger.ZERO, BigInteger.ONE);
    static final Edwards BASE =
        decoded(
            HexFormat.of()
                .parseHex("5866666666666666666666666666666666666666666666666666666666666666"));

    static BigInteger integer(byte[] littleEndian) {
      byte[] bigEndian = new byte[littleEndian.length];
      for (int i = 0; i < bigEndian.length; i++) {
        bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
      }
      return new BigInteger(1, bigEndian);
    }

    static byte[] bytes(BigInteger value) {
      byte[] littleEndian = new byte[32];
      for (int i = 0; i < 32; i++) {
        littleEndian[i] = value.shiftRight(8 * i).byteValue();
      }
      return littleEndian;
    }

    static Edwards decoded(byte[] bytes) {
      boolean odd = (bytes[31] & 0x80) != 0;
      byte[] magnitude = bytes.clone();
      magnitude[31] &= 0x7f;
      BigInteger y = integer(magnitude);
      BigInteger square = y.multiply(y);
      BigInteger x2 =
          square
              .subtract(BigInteger.ONE)
              .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
              .mod(P);
      BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
      if (!x.multiply(x).mod(P).equals(x2)) {
        x = x.multiply(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P)).mod(P);
      }
      return new Edwards(x.testBit(0) == odd ? x : P.subtract(x), y);
    }

    Edwards plus(Edwards other) {
      BigInteger cross = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
      BigInteger newX = x.multiply(other.y).add(y.multiply(other.x));
      BigInteger newY = y.multiply(other.y).add(x.multiply(other.x));
      return new Edwards(
          newX.multiply(BigInteger.ONE.add(cross).modInverse(P)).mod(P),
          newY.multiply(BigInteger.ONE.subtract(cross).modInverse(P)).mod(P));
    }

    Edwards times(BigInteger factor) {
      Edwards sum = IDENTITY;
      for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
        sum = sum.plus(sum);
        if (factor.testBit(bit)) {
          sum = sum.plus(this);
        }
      }
      return sum;
    }

    byte[] encoded() {
      byte[] bytes = bytes(y);
      if (x.testBit(0)) {
        bytes[31] |= (byte) 0x80;
      }
      return bytes;
    }
  }
}

package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.receipts.internal.ed25519.Edwards;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicKeyTest {
  private static final byte[] MESSAGE = "receipt".getBytes(StandardCharsets.UTF_8);

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
    byte[] larger = new BigInteger(1, reversed).add(Edwards.L).toByteArray();
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
    Edwards base = Edwards.BASE;
    byte[] publicKey = base.times(secret).encoded();
    for (Edwards part : List.of(Edwards.NEUTRAL, Edwards.TORSION)) {
      byte[] r = base.times(nonce).plus(part).encoded();
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      sha512.update(r);
      sha512.update(publicKey);
      BigInteger challenge = Edwards.integer(sha512.digest(MESSAGE)).mod(Edwards.L);
      BigInteger s = nonce.add(challenge.multiply(secret)).mod(Edwards.L);
      byte[] signature = Arrays.copyOf(r, 64);
      System.arraycopy(Edwards.bytes(s), 0, signature, 32, 32);
      assertThat(PublicKey.of(publicKey).verifies(MESSAGE, signature)).isTrue();
    }
  }
}

package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * An Ed25519 public key that was found good: canonical, and of prime order, so that every verifier
 * of this library accepts the same signatures. Thread-safe.
 */
public final class PublicKey {
  /** Length of a key in bytes. */
  public static final int LENGTH = 32;

  private static final String PEM_TYPE = "PUBLIC KEY";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final byte[] bytes;
  private final PublicPoint point;
  private final String kid;

  private PublicKey(byte[] bytes, PublicPoint point) {
    this.bytes = bytes;
    this.point = point;
    this.kid = thumbprint(bytes);
  }

  /**
   * {@return the key with these bytes}
   *
   * @param bytes 32 bytes as RFC 8032, section 5.1.5 encodes a point
   * @throws IllegalArgumentException if they are no canonical point of prime order
   */
  public static PublicKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "an Ed25519 public key has " + LENGTH + " bytes, not " + bytes.length);
    }
    PublicPoint point = Ed25519.validatePublicKeyFullExport(bytes, 0);
    if (point == null) {
      throw new IllegalArgumentException(
          "these 32 bytes are no Ed25519 public key: not a canonical point of prime order");
    }
    return new PublicKey(bytes.clone(), point);
  }

  /**
   * {@return the key in a PEM block {@code PUBLIC KEY}, as {@link #toPem} and OpenSSL write it}
   *
   * @throws IllegalArgumentException if there is no such block or it holds another kind of key
   */
  public static PublicKey fromPem(String pem) {
    return of(KeyEncoding.publicFromSpki(Pem.read(pem, PEM_TYPE)));
  }

  /** {@return the key as PEM, block {@code PUBLIC KEY}: SubjectPublicKeyInfo of RFC 8410} */
  public String toPem() {
    return Pem.write(PEM_TYPE, KeyEncoding.spki(bytes));
  }

  /** {@return the key as a JSON Web Key (RFC 8037, section 2) with its {@code kid}} */
  public Map<String, String> toJwk() {
    return Map.of("crv", "Ed25519", "kid", kid, "kty", "OKP", "x", BASE64.encodeToString(bytes));
  }

  /** {@return the JWK thumbprint of RFC 7638, base64url: how receipts name this key} */
  public String kid() {
    return kid;
  }

  /** {@return a copy of the 32 bytes} */
  public byte[] bytes() {
    return bytes.clone();
  }

  boolean verifies(byte[] message, byte[] signature) {
    return Ed25519.verify(signature, 0, point, message, 0, message.length);
  }

  private static String thumbprint(byte[] key) {
    // exactly the required members: RFC 7638, section 3.2 and RFC 8037, section 2
    Map<String, String> required =
        Map.of("crv", "Ed25519", "kty", "OKP", "x", BASE64.encodeToString(key));
    return BASE64.encodeToString(Sha256.of(CanonicalJson.of(required)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Ed25519 " + kid;
  }
}

package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.tlog.VerifierKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

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

  /** Made when it is first needed; checking the point again costs as much as a signature. */
  private volatile @Nullable VerifierKey ofNotes;

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

  /**
   * {@return the key in a JSON Web Key, as {@link #toJwk} writes it}
   *
   * @throws IllegalArgumentException if it is not an Ed25519 key, or has a {@code kid} that is not
   *     its thumbprint
   */
  public static PublicKey fromJwk(Map<String, ? extends @Nullable Object> jwk) {
    if (!"OKP".equals(jwk.get("kty")) || !"Ed25519".equals(jwk.get("crv"))) {
      throw new IllegalArgumentException("the JSON Web Key is of another kind than Ed25519");
    }
    if (!(jwk.get("x") instanceof String x)) {
      throw new IllegalArgumentException("the member \"x\" of the JSON Web Key must be text");
    }
    PublicKey key = of(Base64.getUrlDecoder().decode(x));
    if (jwk.get("kid") instanceof String kid && !kid.equals(key.kid)) {
      throw new IllegalArgumentException("the \"kid\" of the JSON Web Key is not its thumbprint");
    }
    return key;
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

  /** {@return the key by which a ledger of this name signs checkpoints} */
  VerifierKey ofNotes(String ledger) {
    VerifierKey known = ofNotes;
    if (known == null || !known.name().equals(ledger)) {
      known = VerifierKey.of(ledger, VerifierKey.Type.ED25519, bytes);
      ofNotes = known;
    }
    return known;
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

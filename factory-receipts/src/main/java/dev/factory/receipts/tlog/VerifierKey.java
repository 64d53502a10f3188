package dev.factory.receipts.tlog;

import dev.factory.receipts.tlog.SignatureScheme.Verification;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A named public key that verifies signatures of notes, and its text form, the <i>vkey</i> of C2SP
 * signed-note: {@code <name>+<key id, 8 hex digits>+<base64 of the type byte and the key>}.
 *
 * <p>Of Ed25519 keys only canonical ones of prime order are taken, so that every verifier of this
 * library accepts the same signatures. Thread-safe.
 */
public final class VerifierKey {
  private static final HexFormat HEX = HexFormat.of();
  private static final int KEY_ID_DIGITS = 8;

  private final String name;
  private final Type type;
  private final byte[] publicKey;
  private final int keyId;
  private final Verification verification;

  /** How a key signs, by its signature type byte in C2SP signed-note. */
  public enum Type {
    /** Type {@code 0x01}: Ed25519 over the text of the note. */
    ED25519(0x01),
    /** Type {@code 0x04}: {@code cosignature/v1}, Ed25519 over a time and a checkpoint. */
    COSIGNATURE_V1(0x04),
    /**
     * Type {@code 0x06}: ML-DSA-44 (FIPS 204) over the cosigner's name, a time and a checkpoint. It
     * does not cover extension lines, so a checkpoint that has some is neither signed nor accepted.
     */
    ML_DSA_44(0x06);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    /** {@return the signature type byte} */
    public int code() {
      return code;
    }

    /** {@return whether a signature says when it was made, as a witness's does} */
    public boolean isTimestamped() {
      return this != ED25519;
    }

    private static Type of(byte code) {
      for (Type type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      throw new IllegalArgumentException(
          "keys of signature type " + code + " are not supported; 1, 4 and 6 are");
    }
  }

  private VerifierKey(String name, Type type, byte[] publicKey) {
    requireName(name);
    this.verification = SignatureScheme.verification(name, type, publicKey);
    this.name = name;
    this.type = type;
    this.publicKey = publicKey.clone();
    this.keyId = keyId(name, type, publicKey);
  }

  /**
   * {@return the key with these bytes}
   *
   * @param name not empty, without Unicode spaces, control characters and {@code +}; for {@link
   *     Type#ML_DSA_44} at most 255 bytes. A URL without its scheme is customary, and for the key
   *     of a log its origin
   * @param publicKey 32 bytes (RFC 8032, section 5.1.5) or, for ML-DSA-44, 1,312; copied
   * @throws IllegalArgumentException if the name or the key is not of this form
   */
  public static VerifierKey of(String name, Type type, byte[] publicKey) {
    return new VerifierKey(name, type, publicKey);
  }

  /**
   * {@return the key that {@code vkey} names}
   *
   * @param vkey as {@link #toString} writes it
   * @throws IllegalArgumentException if it is of another form, of a type that is not supported, or
   *     its key id does not follow from name, type and key
   */
  public static VerifierKey parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3 || parts[1].length() != KEY_ID_DIGITS) {
      throw new IllegalArgumentException("a vkey is \"<name>+<8 hex digits>+<base64>\"");
    }
    byte[] typed = Text.decodeBase64(parts[2]);
    if (typed.length == 0) {
      throw new IllegalArgumentException("a vkey holds a signature type and a key");
    }
    VerifierKey key =
        new VerifierKey(parts[0], Type.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.toString().equals(vkey)) {
      throw new IllegalArgumentException("the key id of this vkey is not that of its name and key");
    }
    return key;
  }

  private static int keyId(String name, Type type, byte[] publicKey) {
    MessageDigest digest = MerkleTree.sha256();
    digest.update(Text.utf8(name));
    digest.update((byte) '\n');
    digest.update((byte) type.code);
    return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
  }

  static void requireName(String name) {
    if (name.isEmpty()
        || !Text.isLine(name)
        || name.chars().anyMatch(c -> c == '+' || c == 0x85 || Character.isSpaceChar(c))) {
      throw new IllegalArgumentException(
          "a key name is not empty and has no spaces, control characters and plus signs");
    }
  }

  /** {@return the name of the key} */
  public String name() {
    return name;
  }

  /** {@return how it signs} */
  public Type type() {
    return type;
  }

  /** {@return first four bytes of {@code SHA-256(name || 0x0A || type || key)}, big-endian} */
  public int keyId() {
    return keyId;
  }

  /** {@return a copy of the key: 32 bytes, or 1,312 for ML-DSA-44} */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** Whether a signature line claims to be this key's. */
  boolean isNamedBy(NoteSignature signature) {
    return signature.keyId() == keyId && signature.name().equals(name);
  }

  boolean verifies(String text, NoteSignature signature) {
    return isNamedBy(signature) && verification.accepts(text, signature.signature());
  }

  /** {@return the vkey} */
  @Override
  public String toString() {
    byte[] typed = Text.concat(new byte[] {(byte) type.code}, publicKey);
    return name + "+" + HEX.toHexDigits(keyId) + "+" + Text.base64(typed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && type == that.type
        && name.equals(that.name)
        && Arrays.equals(publicKey, that.publicKey);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + keyId;
  }
}

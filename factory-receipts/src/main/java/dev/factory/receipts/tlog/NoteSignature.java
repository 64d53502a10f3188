package dev.factory.receipts.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature of a note, by a key that may or may not be known: C2SP signed-note. Whether it is
 * good, {@link SignedNote#verify} says.
 */
public final class NoteSignature {
  private static final String DASH = "\u2014 ";
  private static final int KEY_ID_LENGTH = 4;

  private final String name;
  private final int keyId;
  private final byte[] signature;

  /**
   * @param name name of the key: not empty, without Unicode spaces, control characters and {@code
   *     +}
   * @param keyId first four bytes of the hash that names the key, big-endian
   * @param signature what the key's algorithm made; at least one byte, copied
   * @throws IllegalArgumentException if the name or the signature is not of this form
   */
  public NoteSignature(String name, int keyId, byte[] signature) {
    VerifierKey.requireName(name);
    if (signature.length == 0) {
      throw new IllegalArgumentException("a signature has at least one byte");
    }
    this.name = name;
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  /**
   * {@return the signature in this line}
   *
   * @param line em dash, space, name, space, base64; without the newline at its end
   * @throws IllegalArgumentException if it is anything else
   */
  public static NoteSignature parse(String line) {
    int space = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || space < 0) {
      throw new IllegalArgumentException(
          "a signature line is an em dash, a space, a name, a space and base64");
    }
    byte[] decoded = Text.decodeBase64(line.substring(space + 1));
    if (decoded.length <= KEY_ID_LENGTH) {
      throw new IllegalArgumentException("a signature line holds a key id and a signature");
    }
    return new NoteSignature(
        line.substring(DASH.length(), space),
        ByteBuffer.wrap(decoded).getInt(),
        Arrays.copyOfRange(decoded, KEY_ID_LENGTH, decoded.length));
  }

  /** {@return the name of the key} */
  public String name() {
    return name;
  }

  /** {@return the key id, the four bytes as a big-endian number} */
  public int keyId() {
    return keyId;
  }

  /** {@return a copy of what the key's algorithm made, without the key id} */
  public byte[] signature() {
    return signature.clone();
  }

  /** {@return the line that {@link #parse} reads, without a newline} */
  public String line() {
    ByteBuffer bytes = ByteBuffer.allocate(KEY_ID_LENGTH + signature.length);
    bytes.putInt(keyId).put(signature);
    return DASH + name + " " + Text.base64(bytes.array());
  }

  /** {@return {@link #line}} */
  @Override
  public String toString() {
    return line();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && keyId == that.keyId
        && name.equals(that.name)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(signature);
  }
}

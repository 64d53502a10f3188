package dev.factory.receipts.spi;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 value: the leaf of a receipt (RFC 6962, section 2.1, over its header), the commitment
 * to a payload, or the root of a tree. Text form {@code sha256:} and 64 lower-case hex digits.
 */
public final class ReceiptHash {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** 32 zero bytes: what comes before the first receipt of a chain or a stream. */
  public static final ReceiptHash ZERO = new ReceiptHash(new byte[LENGTH]);

  private static final String PREFIX = "sha256:";
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] value;

  private ReceiptHash(byte[] value) {
    this.value = value;
  }

  /**
   * {@return the hash with these bytes, which are copied}
   *
   * @throws IllegalArgumentException if there are not {@value #LENGTH} of them
   */
  public static ReceiptHash of(byte[] value) {
    if (value.length != LENGTH) {
      throw new IllegalArgumentException(
          "a SHA-256 value has " + LENGTH + " bytes, not " + value.length);
    }
    return new ReceiptHash(value.clone());
  }

  /**
   * {@return the hash that {@code text} names}
   *
   * @param text {@code sha256:} and 64 lower-case hex digits, nothing else
   * @throws IllegalArgumentException if it is anything else
   */
  public static ReceiptHash parse(String text) {
    String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
    if (hex.length() != 2 * LENGTH || !hex.chars().allMatch(ReceiptHash::isLowerHex)) {
      throw new IllegalArgumentException("a hash is \"sha256:\" and 64 lower-case hex digits");
    }
    return new ReceiptHash(HEX.parseHex(hex));
  }

  private static boolean isLowerHex(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  /** {@return a copy of the 32 bytes} */
  public byte[] bytes() {
    return value.clone();
  }

  /** {@return 64 lower-case hex digits} */
  public String hex() {
    return HEX.formatHex(value);
  }

  /** {@return {@code sha256:} and {@link #hex}} */
  @Override
  public String toString() {
    return PREFIX + hex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReceiptHash that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}

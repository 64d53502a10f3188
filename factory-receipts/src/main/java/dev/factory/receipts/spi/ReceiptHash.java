package dev.factory.receipts.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

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
    byte[] value = new byte[LENGTH];
    boolean isHash = text.length() == PREFIX.length() + 2 * LENGTH && text.startsWith(PREFIX);
    for (int at = 0; isHash && at < LENGTH; at++) {
      int high = digit(text.charAt(PREFIX.length() + 2 * at));
      int low = digit(text.charAt(PREFIX.length() + 2 * at + 1));
      value[at] = (byte) (high << 4 | low);
      isHash = (high | low) >= 0;
    }
    if (!isHash) {
      throw new IllegalArgumentException("a hash is \"sha256:\" and 64 lower-case hex digits");
    }
    return new ReceiptHash(value);
  }

  /** Value of a lower-case hex digit, or -1 of anything else. */
  private static int digit(char character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
  }

  /** {@return a copy of the 32 bytes} */
  public byte[] bytes() {
    return value.clone();
  }

  /** {@return 64 lower-case hex digits} */
  public String hex() {
    byte[] text = new byte[2 * LENGTH]; // by hand: it is done for each receipt that is verified
    for (int at = 0; at < LENGTH; at++) {
      text[2 * at] = DIGITS[value[at] >> 4 & 0xf];
      text[2 * at + 1] = DIGITS[value[at] & 0xf];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
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

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The forms that all C2SP texts share, each with exactly one spelling of a value. */
final class Text {
  private Text() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String decodeUtf8(String what, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException(what, "it is not UTF-8", e);
    }
  }

  /** Whether it can be a line of a note: no control character, and encodable. */
  static boolean isLine(String line) {
    return line.chars().allMatch(character -> character >= ' ') && isEncodable(line);
  }

  static boolean isEncodable(String text) {
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * @throws IllegalArgumentException unless encoding the bytes gives the text back: the JDK reads
   *     base64 without padding and with stray bits at its end
   */
  static byte[] decodeBase64(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!base64(bytes).equals(text)) {
      throw new IllegalArgumentException("base64 has one form for each value, and this is another");
    }
    return bytes;
  }

  /**
   * @throws IllegalArgumentException unless it is the base64 of 32 bytes
   */
  static ReceiptHash decodeHash(String text) {
    return ReceiptHash.of(decodeBase64(text));
  }

  /**
   * @throws IllegalArgumentException unless it is a number from 0 to 2^63 - 1 in decimal digits
   *     without a leading zero
   */
  static long decodeDecimal(String text) {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a size or index is a decimal number below 2^63", e);
    }
    if (value < 0 || !Long.toString(value).equals(text)) {
      throw new IllegalArgumentException(
          "a size or index has decimal digits, no sign, no leading 0");
    }
    return value;
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}

package dev.factory.attribution.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 in the text form of the whole library: {@code sha256:} and 64 lower-case hex digits. */
public final class Sha256 {
  private static final String PREFIX = "sha256:";
  private static final Pattern TEXT = Pattern.compile("sha256:[0-9a-f]{64}");

  private Sha256() {}

  /** {@return the text form of the hash of {@code bytes}} */
  public static String of(byte[] bytes) {
    try {
      return text(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** {@return the text form of 32 bytes that are a hash already} */
  public static String text(byte[] hash) {
    return PREFIX + HexFormat.of().formatHex(hash);
  }

  /**
   * {@return {@code text}, which is a hash in text form}
   *
   * @throws IllegalArgumentException if it is not
   */
  public static String requireText(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("a hash is \"sha256:\" and 64 lower-case hex digits");
    }
    return text;
  }
}

package dev.factory.receipts.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash over the lines of a file, by which two files are known to say the same. */
final class Content {
  private Content() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds a line and its end. */
  static void add(MessageDigest digest, byte[] line) {
    digest.update(line);
    digest.update((byte) '\n');
  }
}

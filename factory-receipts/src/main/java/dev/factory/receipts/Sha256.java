package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The JDK's SHA-256, which uses the processor's own instructions; Bouncy Castle's does not. */
final class Sha256 {
  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }

  /** Leaf of a Merkle tree: RFC 6962, section 2.1. */
  static ReceiptHash leaf(byte[] entry) {
    MessageDigest digest = digest();
    digest.update(LEAF);
    return ReceiptHash.of(digest.digest(entry));
  }

  /** Inner node of a Merkle tree: RFC 6962, section 2.1. */
  static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = digest();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The Merkle tree of RFC 6962, section 2.1, over SHA-256: how its leaves and nodes are hashed. */
public final class MerkleTree {
  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;
  private static final ReceiptHash EMPTY_ROOT = ReceiptHash.of(sha256().digest());

  private MerkleTree() {}

  /** {@return the hash of a leaf: {@code SHA-256(0x00 || entry)}} */
  public static ReceiptHash leafHash(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return ReceiptHash.of(digest.digest(entry));
  }

  /** {@return the hash of an inner node: {@code SHA-256(0x01 || left || right)}} */
  public static ReceiptHash nodeHash(ReceiptHash left, ReceiptHash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes());
    return ReceiptHash.of(digest.digest(right.bytes()));
  }

  /** {@return the root of the tree without leaves: SHA-256 of nothing} */
  public static ReceiptHash emptyRoot() {
    return EMPTY_ROOT;
  }

  /**
   * {@return the root of the first {@code size} leaves}
   *
   * @param size 0 or more
   * @param hashes is asked once, for at most 63 subtrees, and not at all for size 0
   * @throws IllegalArgumentException if the size is negative
   */
  public static ReceiptHash root(long size, HashReader hashes) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has 0 or more leaves, not " + size);
    }
    return size == 0
        ? EMPTY_ROOT
        : LeafRange.hashesOf(List.of(new LeafRange(0, size)), hashes).get(0);
  }

  /** The JDK's SHA-256, which uses the processor's own instructions; Bouncy Castle's does not. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Roots of neighbouring subtrees, the larger ones to the left, folded from the right: how a tree
   * whose size is no power of two is put together.
   */
  static ReceiptHash fold(List<ReceiptHash> subtrees) {
    int last = subtrees.size() - 1;
    ReceiptHash root = subtrees.get(last);
    for (int i = last - 1; i >= 0; i--) {
      root = nodeHash(subtrees.get(i), root);
    }
    return root;
  }

  /** The root over a power of two of hashes that are laid end to end. */
  static ReceiptHash rootOfPacked(byte[] hashes, int first, int count) {
    MessageDigest digest = sha256();
    byte[] level = new byte[count * ReceiptHash.LENGTH];
    System.arraycopy(hashes, first * ReceiptHash.LENGTH, level, 0, level.length);
    for (int width = count; width > 1; width /= 2) {
      for (int i = 0; i < width / 2; i++) {
        digest.update(NODE);
        digest.update(level, i * 2 * ReceiptHash.LENGTH, 2 * ReceiptHash.LENGTH);
        System.arraycopy(digest.digest(), 0, level, i * ReceiptHash.LENGTH, ReceiptHash.LENGTH);
      }
    }
    return packed(level, 0);
  }

  static ReceiptHash packed(byte[] hashes, int position) {
    byte[] hash = new byte[ReceiptHash.LENGTH];
    System.arraycopy(hashes, position * ReceiptHash.LENGTH, hash, 0, hash.length);
    return ReceiptHash.of(hash);
  }
}

package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962, section 2.1, read literally: every hash is computed from the entries again. */
final class BruteForceTree {
  private BruteForceTree() {}

  static byte[] entry(long index) {
    return ("entry " + index).getBytes(StandardCharsets.UTF_8);
  }

  static List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  static EntrySource source() {
    return (from, to, visitor) -> {
      for (long index = from; index < to; index++) {
        visitor.accept(entry(index));
      }
    };
  }

  static ReceiptHash leaf(long index) {
    return MerkleTree.leafHash(entry(index));
  }

  /** MTH(D[n]). */
  static ReceiptHash root(List<byte[]> entries) {
    int size = entries.size();
    if (size == 0) {
      return ReceiptHash.of(sha256());
    }
    if (size == 1) {
      return ReceiptHash.of(sha256(new byte[] {0}, entries.get(0)));
    }
    int split = split(size);
    return ReceiptHash.of(
        sha256(
            new byte[] {1},
            root(entries.subList(0, split)).bytes(),
            root(entries.subList(split, size)).bytes()));
  }

  /** PATH(m, D[n]). */
  static List<ReceiptHash> path(int index, List<byte[]> entries) {
    int size = entries.size();
    if (size == 1) {
      return new ArrayList<>();
    }
    int split = split(size);
    List<byte[]> left = entries.subList(0, split);
    List<byte[]> right = entries.subList(split, size);
    List<ReceiptHash> path = index < split ? path(index, left) : path(index - split, right);
    path.add(root(index < split ? right : left));
    return path;
  }

  /** SUBPROOF(m, D[n], b). */
  static List<ReceiptHash> subproof(int old, List<byte[]> entries, boolean known) {
    int size = entries.size();
    if (old == size) {
      return known ? new ArrayList<>() : new ArrayList<>(List.of(root(entries)));
    }
    int split = split(size);
    List<byte[]> left = entries.subList(0, split);
    List<byte[]> right = entries.subList(split, size);
    List<ReceiptHash> proof =
        old <= split ? subproof(old, left, known) : subproof(old - split, right, false);
    proof.add(root(old <= split ? right : left));
    return proof;
  }

  private static int split(int size) {
    int split = 1;
    while (split * 2 < size) {
      split *= 2;
    }
    return split;
  }

  /** A reader that computes what is asked from the entries. */
  static HashReader reader(List<byte[]> entries) {
    return subtrees ->
        subtrees.stream()
            .map(
                subtree -> {
                  int width = 1 << subtree.level();
                  int start = (int) subtree.index() * width;
                  return root(entries.subList(start, start + width));
                })
            .toList();
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}

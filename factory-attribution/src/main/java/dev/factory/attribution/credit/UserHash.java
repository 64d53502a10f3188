package dev.factory.attribution.credit;

/**
 * Users as numbers without order: a bijection of 64 bits, so that users are the same exactly if
 * their hashes are. The highest bits name the partition.
 */
final class UserHash {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private UserHash() {}

  static long of(long user) {
    long mixed = user * GOLDEN;
    return (mixed ^ (mixed >>> 32)) * GOLDEN;
  }

  /** {@return the highest bits of a hash, 0 to 31 of them, as a number} */
  static int top(long hash, int bits) {
    return (int) ((hash >>> 1) >>> (Long.SIZE - 1 - bits));
  }
}

package dev.factory.receipts.tlog;

/**
 * A full subtree: its root is the node {@code index} from the left on {@code level}, and stands for
 * the leaves from {@code index * 2^level} to before {@code (index + 1) * 2^level}.
 *
 * @param level height above the leaves, 0 to 62; on level 0 a subtree is one leaf
 * @param index position on its level, from 0
 */
public record Subtree(int level, long index) {
  /** Refuses what no tree of at most 2^63 - 1 leaves has. */
  public Subtree {
    if (level < 0 || level > 62 || index < 0 || index > (Long.MAX_VALUE >>> level)) {
      throw new IllegalArgumentException(
          "no tree has a full subtree " + index + " on level " + level);
    }
  }
}

package dev.factory.attribution.credit;

import java.util.Arrays;

/**
 * What one thread found of each partition: records of two words, in blocks that are chained, so
 * that nobody has to know beforehand how many there will be.
 */
final class TouchRecords {
  static final int NONE = -1;
  static final int BLOCK = 256;

  private static final int BLOCK_MASK = BLOCK - 1;
  private static final int SLAB_BITS = 15;
  private static final int SLAB = 1 << SLAB_BITS;

  private final int[] first;
  private final int[] end;
  private int[] next = new int[SLAB / BLOCK];
  private long[][] slabs = new long[8][];
  private int blocks;

  TouchRecords(int partitions) {
    this.first = new int[partitions];
    this.end = new int[partitions];
    Arrays.fill(first, NONE);
  }

  void add(int partition, long one, long other) {
    int at = end[partition];
    if ((at & BLOCK_MASK) == 0) {
      at = begin(partition, at);
    }
    long[] slab = slabs[at >>> SLAB_BITS];
    int word = (at & (SLAB - 1)) << 1;
    slab[word] = one;
    slab[word + 1] = other;
    end[partition] = at + 1;
  }

  private int begin(int partition, int full) {
    int block = blocks++;
    int at = Math.multiplyExact(block, BLOCK);
    if (block == next.length) {
      next = Arrays.copyOf(next, 2 * block);
    }
    if ((at & (SLAB - 1)) == 0) {
      int slab = at >>> SLAB_BITS;
      if (slab == slabs.length) {
        slabs = Arrays.copyOf(slabs, 2 * slab);
      }
      slabs[slab] = new long[2 * SLAB];
    }
    next[block] = NONE;
    if (first[partition] == NONE) {
      first[partition] = block;
    } else {
      next[(full - 1) / BLOCK] = block;
    }
    return at;
  }

  /** {@return the first block of a partition, or {@link #NONE}} */
  int firstBlock(int partition) {
    return first[partition];
  }

  /** {@return the block that follows, or {@link #NONE}} */
  int nextBlock(int block) {
    return next[block];
  }

  /** {@return how many records of a partition are in one of its blocks} */
  int size(int partition, int block) {
    return next[block] == NONE ? end[partition] - block * BLOCK : BLOCK;
  }

  /** {@return the words that a block is in} */
  long[] words(int block) {
    return slabs[(block * BLOCK) >>> SLAB_BITS];
  }

  /** {@return where the words of a block begin} */
  int firstWord(int block) {
    return ((block * BLOCK) & (SLAB - 1)) << 1;
  }
}

package dev.factory.attribution.credit;

/**
 * The conversions, brought together by the partition of their user, and a map of bits that stays in
 * a core's cache and says of most users who did not convert that they did not.
 */
final class ConversionPartitions {
  /** How many bits of the map there are for each conversion: 4 to 8. */
  private static final int MAP_BITS = 2;

  /** How many bits of the number of a bit name its place in a word. */
  private static final int WORD_BITS = 6;

  private final ConversionColumns conversions;
  private final int partitionBits;
  private final int[] starts;
  private final long[] hashes;
  private final long[] times;
  private final int[] rows;
  private final int mapBits;
  private final long[] map;

  ConversionPartitions(ConversionColumns conversions, int partitionBits, Parallel threads) {
    this.conversions = conversions;
    this.partitionBits = partitionBits;
    int count = conversions.rows();
    this.starts = new int[(1 << partitionBits) + 1];
    this.hashes = new long[count];
    this.times = new long[count];
    this.rows = new int[count];
    this.mapBits = Math.min(30, bitsFor(count) + MAP_BITS);
    this.map = new long[Math.max(1, (1 << mapBits) / Long.SIZE)];
    group(threads);
  }

  private static int bitsFor(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count);
  }

  private void group(Parallel threads) {
    int[][] counts = new int[threads.count()][partitions()];
    threads.run(block -> count(counts[block], block, threads.count()));
    int position = 0;
    for (int partition = 0; partition < partitions(); partition++) {
      for (int[] count : counts) {
        int here = count[partition];
        count[partition] = position;
        position += here;
      }
      starts[partition + 1] = position;
    }
    threads.run(block -> scatter(counts[block], block, threads.count()));
    // a partition has words of the map to itself, unless there are more partitions than words
    int markers = mapBits - partitionBits >= WORD_BITS ? threads.count() : 1;
    threads.run(block -> mark(block, markers));
  }

  private void count(int[] counts, int block, int blocks) {
    int end = boundary(block + 1, blocks, conversions.rows());
    for (int row = boundary(block, blocks, conversions.rows()); row < end; row++) {
      counts[UserHash.top(UserHash.of(conversions.user[row]), partitionBits)]++;
    }
  }

  private void scatter(int[] next, int block, int blocks) {
    int end = boundary(block + 1, blocks, conversions.rows());
    for (int row = boundary(block, blocks, conversions.rows()); row < end; row++) {
      long hash = UserHash.of(conversions.user[row]);
      int position = next[UserHash.top(hash, partitionBits)]++;
      hashes[position] = hash;
      times[position] = conversions.at[row];
      rows[position] = row;
    }
  }

  private void mark(int block, int blocks) {
    if (block < blocks) {
      int end = starts[boundary(block + 1, blocks, partitions())];
      for (int index = starts[boundary(block, blocks, partitions())]; index < end; index++) {
        int bit = UserHash.top(hashes[index], mapBits);
        map[bit >> WORD_BITS] |= 1L << bit;
      }
    }
  }

  private static int boundary(int block, int blocks, int of) {
    return (int) ((long) of * block / blocks);
  }

  int partitions() {
    return 1 << partitionBits;
  }

  int partitionBits() {
    return partitionBits;
  }

  /** {@return 0 if the user with this hash did not convert; 1 if it may have} */
  int mayConvert(long hash) {
    int bit = UserHash.top(hash, mapBits);
    return (int) (map[bit >> WORD_BITS] >>> bit) & 1;
  }

  /** {@return where the conversions of a partition begin} */
  int start(int partition) {
    return starts[partition];
  }

  /** {@return where they end} */
  int end(int partition) {
    return starts[partition + 1];
  }

  long hash(int position) {
    return hashes[position];
  }

  long at(int position) {
    return times[position];
  }

  int row(int position) {
    return rows[position];
  }
}

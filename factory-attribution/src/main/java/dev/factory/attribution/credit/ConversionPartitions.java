package dev.factory.attribution.credit;

/**
 * The conversions, brought together by the partition of their user, and a map of bits that stays in
 * a core's cache and says of most users who did not convert that they did not.
 */
final class ConversionPartitions {
  /** How many bits of the map there are for each conversion: 4 to 8. */
  private static final int MAP_BITS = 2;

  private final ConversionColumns conversions;
  private final int partitionBits;
  private final int[] starts;
  private final long[] hashes;
  private final long[] times;
  private final int[] rows;
  private final int mapBits;
  private final long[] map;

  ConversionPartitions(ConversionColumns conversions, int partitionBits) {
    this.conversions = conversions;
    this.partitionBits = partitionBits;
    int count = conversions.rows();
    this.starts = new int[(1 << partitionBits) + 1];
    this.hashes = new long[count];
    this.times = new long[count];
    this.rows = new int[count];
    this.mapBits = Math.min(30, bitsFor(count) + MAP_BITS);
    this.map = new long[Math.max(1, (1 << mapBits) / Long.SIZE)];
    group();
  }

  private static int bitsFor(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count);
  }

  private void group() {
    int count = conversions.rows();
    for (int row = 0; row < count; row++) {
      starts[UserHash.top(UserHash.of(conversions.user[row]), partitionBits) + 1]++;
    }
    for (int partition = 1; partition < starts.length; partition++) {
      starts[partition] += starts[partition - 1];
    }
    int[] next = starts.clone();
    for (int row = 0; row < count; row++) {
      long hash = UserHash.of(conversions.user[row]);
      int position = next[UserHash.top(hash, partitionBits)]++;
      hashes[position] = hash;
      times[position] = conversions.at[row];
      rows[position] = row;
      int bit = UserHash.top(hash, mapBits);
      map[bit >> 6] |= 1L << bit;
    }
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
    return (int) (map[bit >> 6] >>> bit) & 1;
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

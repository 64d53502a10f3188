package dev.factory.attribution.credit;

/**
 * The touches of users who converted, brought together by user in two levels: first in partitions
 * of neighbouring slots that fit a core's cache, then, when a partition is swept, by slot.
 *
 * <p>A touch takes 16 bytes here: its slot while it is being sorted, its row, and one number that
 * holds its slot within the partition and its time since the earliest that can count.
 */
final class UserPartitions {
  private static final int TOUCHES_A_PARTITION = 1 << 15;

  private final TouchColumns touches;
  private final ConvertingUsers users;
  private final long earliest;
  private final long latest;
  private final int timeBits;
  private final int localBits;
  private final int[] ends;
  private final long[] keys;
  private final int[] rows;

  private UserPartitions(
      TouchColumns touches, ConvertingUsers users, long earliest, long latest, Parallel threads) {
    this.touches = touches;
    this.users = users;
    this.earliest = earliest;
    this.latest = latest;
    this.timeBits = Long.SIZE - Long.numberOfLeadingZeros(latest - earliest);
    int slotBits = Integer.numberOfTrailingZeros(users.slots());
    int wanted = Math.max(1, touches.rows() / TOUCHES_A_PARTITION);
    int partitionBits = Integer.SIZE - Integer.numberOfLeadingZeros(wanted);
    this.localBits =
        Math.min(Math.max(0, slotBits - partitionBits), Long.SIZE - 1 - timeBits);
    int partitions = users.slots() >>> localBits;
    int[] slots = new int[touches.rows()];
    int[][] counts = new int[threads.count()][partitions];
    threads.run(thread -> findSlots(slots, counts[thread], thread, threads.count()));
    this.ends = new int[partitions];
    int kept = 0;
    for (int partition = 0; partition < partitions; partition++) {
      for (int[] count : counts) {
        int here = count[partition];
        count[partition] = kept;
        kept += here;
      }
      ends[partition] = kept;
    }
    this.keys = new long[kept];
    this.rows = new int[kept];
    threads.run(thread -> scatter(slots, counts[thread], thread, threads.count()));
  }

  /**
   * {@return the touches that can count}
   *
   * @param earliest no touch before it counts for any conversion, in microseconds
   * @param latest no touch after it does
   */
  static UserPartitions of(
      TouchColumns touches, ConvertingUsers users, long earliest, long latest, Parallel threads) {
    return new UserPartitions(touches, users, earliest, latest, threads);
  }

  private void findSlots(int[] slots, int[] counts, int block, int blocks) {
    int end = boundary(block + 1, blocks);
    for (int row = boundary(block, blocks); row < end; row++) {
      long at = touches.at[row];
      int slot =
          at < earliest || at > latest ? ConvertingUsers.NONE : users.slot(touches.user[row]);
      slots[row] = slot;
      if (slot >= 0) {
        counts[slot >>> localBits]++;
      }
    }
  }

  private void scatter(int[] slots, int[] next, int block, int blocks) {
    int localMask = (1 << localBits) - 1;
    int end = boundary(block + 1, blocks);
    for (int row = boundary(block, blocks); row < end; row++) {
      int slot = slots[row];
      if (slot >= 0) {
        int to = next[slot >>> localBits]++;
        keys[to] = (long) (slot & localMask) << timeBits | touches.at[row] - earliest;
        rows[to] = row;
      }
    }
  }

  private int boundary(int block, int blocks) {
    return (int) ((long) touches.rows() * block / blocks);
  }

  int partitions() {
    return ends.length;
  }

  /** {@return how many slots a partition has} */
  int slotsEach() {
    return 1 << localBits;
  }

  int start(int partition) {
    return partition == 0 ? 0 : ends[partition - 1];
  }

  int end(int partition) {
    return ends[partition];
  }

  long earliest() {
    return earliest;
  }

  int local(int index) {
    return (int) (keys[index] >>> timeBits);
  }

  /** {@return the time of a touch since {@link #earliest}} */
  long time(int index) {
    return keys[index] & (1L << timeBits) - 1;
  }

  int row(int index) {
    return rows[index];
  }
}

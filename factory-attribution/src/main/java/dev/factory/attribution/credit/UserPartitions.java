package dev.factory.attribution.credit;

import java.util.Arrays;

/**
 * The touches of users who converted, brought together by user in two levels: first in partitions
 * of neighbouring slots that fit a core's cache, then, when a partition is swept, by slot.
 *
 * <p>A touch takes 16 bytes here: its slot while it is being sorted, its row, and one number that
 * holds its slot within the partition and its time since the earliest that can count.
 */
final class UserPartitions {
  private static final int TOUCHES_A_PARTITION = 1 << 15;
  private static final int CHUNK = 1 << 10;

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
    this.localBits = Math.min(Math.max(0, slotBits - partitionBits), Long.SIZE - 1 - timeBits);
    int partitions = users.slots() >>> localBits;
    int[] slots = new int[touches.rows()];
    int[][] counts = new int[threads.count()][2 * partitions];
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

  /**
   * In steps without a branch that depends on chance, so that the waits for memory overlap: the
   * bits, then the lines of the table, then the table.
   */
  private void findSlots(int[] slots, int[] counts, int block, int blocks) {
    int[] candidates = new int[CHUNK];
    long[] fetched = new long[CHUNK];
    int mask = counts.length - 1;
    int end = boundary(block + 1, blocks);
    for (int from = boundary(block, blocks); from < end; from += CHUNK) {
      int to = Math.min(end, from + CHUNK);
      int found = 0;
      for (int row = from; row < to; row++) {
        long at = touches.at[row];
        candidates[found] = row;
        found += users.mayConvert(touches.user[row]) & inRange(at);
      }
      Arrays.fill(slots, from, to, ConvertingUsers.NONE);
      for (int index = 0; index < found; index++) {
        fetched[index] = users.fetch(touches.user[candidates[index]]);
      }
      for (int index = 0; index < found; index++) {
        int row = candidates[index];
        int slot = users.slot(touches.user[row], touches.at[row]);
        slots[row] = slot;
        // no slot is counted behind the last partition
        counts[slot >>> localBits & mask]++;
      }
    }
  }

  /** {@return 1 for a time from the earliest to the latest, else 0}; both fit 63 bits apart. */
  private int inRange(long at) {
    return (int) (~((at - earliest) | (latest - at)) >>> (Long.SIZE - 1));
  }

  private void scatter(int[] slots, int[] next, int block, int blocks) {
    int[] kept = new int[CHUNK];
    int localMask = (1 << localBits) - 1;
    int end = boundary(block + 1, blocks);
    for (int from = boundary(block, blocks); from < end; from += CHUNK) {
      int to = Math.min(end, from + CHUNK);
      int found = 0;
      for (int row = from; row < to; row++) {
        kept[found] = row;
        found += ~slots[row] >>> (Integer.SIZE - 1);
      }
      for (int index = 0; index < found; index++) {
        int row = kept[index];
        int slot = slots[row];
        int position = next[slot >>> localBits]++;
        keys[position] = (long) (slot & localMask) << timeBits | touches.at[row] - earliest;
        rows[position] = row;
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

package dev.factory.attribution.credit;

import dev.factory.core.FactoryException;
import java.util.Arrays;

/**
 * The users of one partition who converted, numbered from 1, in a small hash table; and their
 * conversions by user, time and id, without repetitions. Filled anew for each partition.
 */
final class PartitionUsers {
  /** The number of whoever did not convert. */
  static final int NOBODY = 0;

  /** No difference to a time overflows. */
  private static final long NEVER = 1L << 62;

  private final ConversionColumns conversions;
  private final ConversionPartitions partitions;
  private final TouchPartitions touches;
  private final long window;

  private int[] numbers = new int[0];
  private long[] keys = new long[0];
  private int shift;
  private int count;

  /** For each user, since the earliest time: when a touch may count at first, and at last. */
  private long[] opens = new long[0];

  private long[] closes = new long[0];

  private int[] userOf = new int[0];
  private int[] starts = new int[1];
  private int[] rows = new int[0];
  private long[] times = new long[0];
  private long[] gross = new long[0];

  /**
   * @param window no window is longer, in microseconds
   */
  PartitionUsers(
      ConversionColumns conversions,
      ConversionPartitions partitions,
      TouchPartitions touches,
      long window) {
    this.conversions = conversions;
    this.partitions = partitions;
    this.touches = touches;
    this.window = window;
  }

  void load(int partition) {
    int from = partitions.start(partition);
    int size = partitions.end(partition) - from;
    reserve(size);
    count = 1;
    for (int index = 0; index < size; index++) {
      int user = number(touches.userPart(partitions.hash(from + index)));
      long at = partitions.at(from + index) - touches.earliest();
      opens[user] = Math.min(opens[user], at - window);
      closes[user] = Math.max(closes[user], at);
      userOf[index] = user;
      starts[user + 1]++;
    }
    for (int user = 0; user < count; user++) {
      starts[user + 1] += starts[user];
    }
    for (int index = 0; index < size; index++) {
      int position = starts[userOf[index]]++;
      rows[position] = partitions.row(from + index);
      times[position] = partitions.at(from + index);
    }
    // here, where nothing waits for it, and not one by one where each is used
    for (int position = 0; position < size; position++) {
      gross[position] = conversions.gross[rows[position]];
    }
    // every start has moved to the end of its user, which is the start of the next
    System.arraycopy(starts, 0, starts, 1, count);
    starts[0] = 0;
  }

  private void reserve(int size) {
    int bits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(size) + 2);
    if (numbers.length < 1 << bits) {
      numbers = new int[1 << bits];
      keys = new long[1 << bits];
    }
    Arrays.fill(numbers, 0, 1 << bits, NOBODY);
    shift = Long.SIZE - bits;
    if (rows.length < size) {
      int more = size + size / 4;
      opens = new long[more + 1];
      closes = new long[more + 1];
      userOf = new int[more];
      starts = new int[more + 2];
      gross = new long[more];
      rows = new int[more];
      times = new long[more];
    }
    Arrays.fill(opens, 0, size + 1, NEVER);
    Arrays.fill(closes, 0, size + 1, -NEVER);
    Arrays.fill(starts, 0, size + 2, 0);
  }

  /** {@return the number of a user, a new one if it has none} */
  private int number(long key) {
    int slot = slot(key);
    if (numbers[slot] == NOBODY) {
      keys[slot] = key;
      numbers[slot] = count++;
    }
    return numbers[slot];
  }

  private int slot(long key) {
    int mask = (1 << (Long.SIZE - shift)) - 1;
    int slot = (int) (key >>> shift);
    while (numbers[slot] != NOBODY && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** {@return one more than the number of the last user} */
  int end() {
    return count;
  }

  /** {@return the number of a user, or {@link #NOBODY}} */
  int find(long key) {
    return numbers[slot(key)];
  }

  /** {@return 1 if a conversion of the user can use a touch of that time, else 0} */
  int canUse(int user, long time) {
    return (int) (~((time - opens[user]) | (closes[user] - time)) >>> (Long.SIZE - 1));
  }

  /** {@return where the conversions of a user begin} */
  int start(int user) {
    return starts[user];
  }

  /** {@return the gross of a conversion} */
  long gross(int position) {
    return gross[position];
  }

  /** {@return when a conversion was} */
  long at(int position) {
    return times[position];
  }

  int row(int position) {
    return rows[position];
  }

  /**
   * Sorts the conversions of a user by time and id and moves repetitions away.
   *
   * @return where those that are left end
   */
  int sort(int user) {
    int from = starts[user];
    int stop = starts[user + 1];
    int end = Math.min(from + 1, stop);
    for (int index = end; index < stop; index++) {
      int row = rows[index];
      long at = times[index];
      long amount = gross[index];
      int to = end;
      while (to > from && isAfter(to - 1, at, row)) {
        to--;
      }
      if (to > from && times[to - 1] == at && conversions.id[rows[to - 1]] == conversions.id[row]) {
        if (!conversions.sameContent(rows[to - 1], row)) {
          throw conflict(conversions.id[row]);
        }
        continue;
      }
      System.arraycopy(rows, to, rows, to + 1, end - to);
      System.arraycopy(times, to, times, to + 1, end - to);
      rows[to] = row;
      System.arraycopy(gross, to, gross, to + 1, end - to);
      times[to] = at;
      gross[to] = amount;
      end++;
    }
    return end;
  }

  private boolean isAfter(int position, long at, int row) {
    return times[position] > at
        || (times[position] == at && conversions.id[rows[position]] > conversions.id[row]);
  }

  static FactoryException conflict(long id) {
    return new FactoryException(
        "attribution.conflicting-events",
        "two events have the id "
            + id
            + " and other content; the sinks have been given some credits: drop them, and give"
            + " every event an id of its own");
  }
}

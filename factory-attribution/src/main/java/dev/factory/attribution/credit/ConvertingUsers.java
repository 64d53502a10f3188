package dev.factory.attribution.credit;

import dev.factory.core.FactoryException;
import java.util.Arrays;

/**
 * The users who converted, each with a slot of a hash table, and their conversions by slot and
 * time, without repetitions.
 *
 * <p>Most touches are of no use: of users who did not convert, or too late or too early for the
 * conversions of theirs. The first are told by a bit that stays in a core's cache, the second by
 * bounds that stand beside the key, in units of time coarse enough for half a word.
 */
final class ConvertingUsers {
  static final int NONE = -1;

  /** How many bits of a time fit half a bound, without its sign. */
  private static final int HALF_BITS = 31;

  /** Bounds that no time is within. */
  private static final long NEVER = (long) Integer.MAX_VALUE << Integer.SIZE;

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final ConversionColumns conversions;

  /** For each slot its user and its bounds: the earlier in the upper half, the later below. */
  private final long[] table;

  private final int slots;
  private final long vacant;
  private final int shift;
  private final long[] bits;
  private final int bitShift;
  private final long earliest;
  private final int unit;
  private final int[] starts;
  private final int[] rows;

  /**
   * @param earliest no touch before it counts for any conversion, in microseconds
   * @param latest the last conversion
   * @param window no window is longer, in microseconds
   */
  ConvertingUsers(ConversionColumns conversions, long earliest, long latest, long window) {
    this.conversions = conversions;
    this.earliest = earliest;
    this.unit = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(latest - earliest) - HALF_BITS);
    int slotBits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(conversions.rows()) + 1);
    this.shift = Long.SIZE - slotBits;
    this.bitShift = shift - 2;
    this.vacant = vacant(conversions.user);
    this.slots = 1 << slotBits;
    this.table = new long[slots * 2];
    this.bits = new long[Math.max(1, (slots * 4) >> 6)];
    for (int slot = 0; slot < slots; slot++) {
      table[2 * slot] = vacant;
      table[2 * slot + 1] = NEVER;
    }
    this.starts = new int[slots + 1];
    this.rows = new int[conversions.rows()];
    group(window);
  }

  /** {@return a number that is no user's} */
  private static long vacant(long[] users) {
    long candidate = GOLDEN;
    for (int row = 0; row < users.length; row++) {
      if (users[row] == candidate) {
        // as many candidates as rows would have to be taken before this went on for ever
        candidate += GOLDEN;
        row = -1;
      }
    }
    return candidate;
  }

  private void group(long window) {
    int[] slotOf = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      long user = conversions.user[row];
      long hash = hash(user);
      int slot = probe(user, hash);
      long from = Math.max(0, conversions.at[row] - window - earliest) >> unit;
      long to = (conversions.at[row] - earliest) >> unit;
      if (table[2 * slot] == vacant) {
        table[2 * slot] = user;
        table[2 * slot + 1] = from << Integer.SIZE | to;
        long bit = hash >>> bitShift;
        bits[(int) (bit >> 6)] |= 1L << bit;
      } else {
        long bounds = table[2 * slot + 1];
        from = Math.min(from, bounds >> Integer.SIZE);
        to = Math.max(to, later(bounds));
        table[2 * slot + 1] = from << Integer.SIZE | to;
      }
      slotOf[row] = slot;
      starts[slot + 1]++;
    }
    for (int slot = 0; slot < slots; slot++) {
      starts[slot + 1] += starts[slot];
    }
    int[] next = Arrays.copyOf(starts, slots);
    for (int row = 0; row < rows.length; row++) {
      rows[next[slotOf[row]]++] = row;
    }
  }

  private int probe(long user, long hash) {
    int slot = (int) (hash >>> shift);
    while (table[2 * slot] != vacant && table[2 * slot] != user) {
      slot = slot + 1 & slots - 1;
    }
    return slot;
  }

  private static long hash(long user) {
    long mixed = user * GOLDEN;
    return (mixed ^ mixed >>> 32) * GOLDEN;
  }

  /** {@return 0 if the user did not convert; 1 if it may have} */
  int mayConvert(long user) {
    long bit = hash(user) >>> bitShift;
    return (int) (bits[(int) (bit >> 6)] >>> bit) & 1;
  }

  /** {@return where a user would be; to be asked for many before the first is looked up} */
  long fetch(long user) {
    return table[2 * (int) (hash(user) >>> shift)];
  }

  /**
   * {@return the slot of a user, or {@link #NONE} if no conversion of it can use a touch of that
   * time}
   */
  int slot(long user, long at) {
    int slot = probe(user, hash(user));
    long bounds = table[2 * slot + 1];
    long time = (at - earliest) >> unit;
    // negative outside the bounds, and then its sign makes all bits of the slot ones
    long inside = (time - (bounds >> Integer.SIZE)) | (later(bounds) - time);
    return slot | (int) (inside >> (Long.SIZE - 1));
  }

  /** {@return the lower half, as no bound is negative} */
  private static long later(long bounds) {
    return bounds & Integer.MAX_VALUE;
  }

  /** Brings the conversions of some slots into the cache together. */
  long fetch(int firstSlot, int endSlot) {
    long sum = 0;
    for (int index = starts[firstSlot]; index < starts[endSlot]; index++) {
      sum += conversions.at[rows[index]] ^ conversions.gross[rows[index]];
    }
    return sum;
  }

  int slots() {
    return slots;
  }

  /** {@return where the conversions of a slot begin in {@link #row}} */
  int start(int slot) {
    return starts[slot];
  }

  int row(int index) {
    return rows[index];
  }

  /**
   * Sorts the conversions of a slot by time and id and moves repetitions away.
   *
   * @return where those that are left end
   */
  int sort(int slot) {
    int from = starts[slot];
    int end = from;
    for (int index = from; index < starts[slot + 1]; index++) {
      int row = rows[index];
      int to = end;
      while (to > from && compare(rows[to - 1], row) > 0) {
        to--;
      }
      if (to > from && compare(rows[to - 1], row) == 0) {
        if (!conversions.sameContent(rows[to - 1], row)) {
          throw conflict(conversions.id[row]);
        }
        continue;
      }
      System.arraycopy(rows, to, rows, to + 1, end - to);
      rows[to] = row;
      end++;
    }
    return end;
  }

  private int compare(int left, int right) {
    int order = Long.compare(conversions.at[left], conversions.at[right]);
    return order != 0 ? order : Long.compare(conversions.id[left], conversions.id[right]);
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

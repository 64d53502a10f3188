package dev.factory.attribution.credit;

import dev.factory.core.FactoryException;
import java.util.Arrays;

/**
 * The users who converted, each with a slot of a hash table, and their conversions by slot and
 * time, without repetitions.
 */
final class ConvertingUsers {
  static final int NONE = -1;

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final ConversionColumns conversions;
  private final long[] keys;
  private final long vacant;
  private final int shift;
  private final int[] starts;
  private final int[] rows;

  ConvertingUsers(ConversionColumns conversions) {
    this.conversions = conversions;
    int bits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(conversions.rows()) + 1);
    this.shift = Long.SIZE - bits;
    this.vacant = vacant(conversions.user);
    this.keys = new long[1 << bits];
    Arrays.fill(keys, vacant);
    this.starts = new int[keys.length + 1];
    this.rows = new int[conversions.rows()];
    group();
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

  private void group() {
    int[] slots = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      int slot = probe(conversions.user[row]);
      keys[slot] = conversions.user[row];
      slots[row] = slot;
      starts[slot + 1]++;
    }
    for (int slot = 0; slot < keys.length; slot++) {
      starts[slot + 1] += starts[slot];
    }
    int[] next = Arrays.copyOf(starts, keys.length);
    for (int row = 0; row < rows.length; row++) {
      rows[next[slots[row]]++] = row;
    }
  }

  private int probe(long user) {
    int slot = home(user);
    while (keys[slot] != vacant && keys[slot] != user) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private int home(long user) {
    long mixed = user * GOLDEN;
    return (int) ((mixed ^ mixed >>> 32) * GOLDEN >>> shift);
  }

  /** {@return the slot of a user, or {@link #NONE} if the user did not convert} */
  int slot(long user) {
    if (user == vacant) {
      return NONE;
    }
    int slot = home(user);
    while (keys[slot] != user) {
      if (keys[slot] == vacant) {
        return NONE;
      }
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  int slots() {
    return keys.length;
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

package dev.factory.core.money;

import java.util.Arrays;

/** The largest-remainder method where every product and the sum of the weights fit a long. */
final class NarrowSplit {
  private NarrowSplit() {}

  static long[] split(long amount, long[] weights, long total) {
    long size = Math.abs(amount);
    long[] parts = new long[weights.length];
    long[] remainders = new long[weights.length];
    long left = size;
    for (int party = 0; party < weights.length; party++) {
      long product = size * weights[party];
      long part = product / total;
      parts[party] = part;
      remainders[party] = product - part * total;
      left -= part;
    }
    // each remainder is less than the total, so fewer units are left than there are parties
    if (left > 0) {
      giveOneEach(parts, remainders, (int) left);
    }
    if (amount < 0) {
      for (int party = 0; party < parts.length; party++) {
        parts[party] = -parts[party];
      }
    }
    return parts;
  }

  /** One unit more for the {@code units} largest remainders, the first ones where they tie. */
  private static void giveOneEach(long[] parts, long[] remainders, int units) {
    long smallestServed = largest(remainders.clone(), units);
    int ties = units;
    for (long remainder : remainders) {
      if (remainder > smallestServed) {
        ties--;
      }
    }
    for (int party = 0; party < parts.length; party++) {
      if (remainders[party] > smallestServed) {
        parts[party]++;
      } else if (remainders[party] == smallestServed && ties > 0) {
        parts[party]++;
        ties--;
      }
    }
  }

  /**
   * {@return the {@code rank}-th largest value, counted from 1} Reorders the values. Takes time in
   * proportion to their number; an order made to defeat it falls back to sorting what is left.
   */
  static long largest(long[] values, int rank) {
    int wanted = values.length - rank;
    int low = 0;
    int high = values.length - 1;
    int rounds = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(values.length));
    for (; rounds > 0; rounds--) {
      long pivot = median(values[low], values[(low + high) >>> 1], values[high]);
      int less = low;
      int greater = high;
      for (int at = low; at <= greater; ) {
        long value = values[at];
        if (value < pivot) {
          values[at++] = values[less];
          values[less++] = value;
        } else if (value > pivot) {
          values[at] = values[greater];
          values[greater--] = value;
        } else {
          at++;
        }
      }
      if (wanted < less) {
        high = less - 1;
      } else if (wanted > greater) {
        low = greater + 1;
      } else {
        return pivot;
      }
    }
    Arrays.sort(values, low, high + 1);
    return values[wanted];
  }

  private static long median(long first, long second, long third) {
    return Math.max(Math.min(first, second), Math.min(Math.max(first, second), third));
  }
}

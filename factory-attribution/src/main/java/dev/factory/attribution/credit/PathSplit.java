package dev.factory.attribution.credit;

import dev.factory.core.money.Allocation;
import dev.factory.core.money.Rate;
import java.util.Arrays;

/**
 * The split of {@link Allocation} for one path after the other, in arrays that are used again: the
 * same parts to the last unit, whatever the weights, with products of 128 bits. Amounts are zero or
 * more; weights add up to at most {@link Long#MAX_VALUE} and to more than zero.
 *
 * <p>Quotients of 128 by 64 bits are those of Möller and Granlund, "Improved division by invariant
 * integers" (2011), algorithm 4, with one reciprocal for each path.
 */
final class PathSplit {
  private long[] remainders = new long[64];
  private long[] ranked = new long[64];
  private long total;
  private long heaviest;
  private long divisor;
  private long reciprocal;
  private int shift;
  private boolean prepared;

  /** Begins a path of {@code size} touches with these weights. */
  void weights(long[] weights, int size) {
    if (remainders.length < size) {
      remainders = new long[size * 2];
      ranked = new long[size * 2];
    }
    total = 0;
    heaviest = 0;
    for (int touch = 0; touch < size; touch++) {
      total += weights[touch];
      heaviest = Math.max(heaviest, weights[touch]);
    }
    prepared = false;
  }

  /** Writes the parts of {@code amount} by the weights that were begun with. */
  void split(long amount, long[] weights, int size, long[] parts) {
    boolean narrow = Math.multiplyHigh(amount, heaviest) == 0 && amount * heaviest >= 0;
    long left = narrow ? narrow(amount, weights, size, parts) : wide(amount, weights, size, parts);
    if (left > 0) {
      giveOneEach((int) left, size, parts);
    }
  }

  /** Writes equal parts; what is left over goes to the first. */
  static void equal(long amount, int size, long[] parts) {
    long part = amount / size;
    int more = (int) (amount - part * size);
    for (int touch = 0; touch < size; touch++) {
      parts[touch] = touch < more ? part + 1 : part;
    }
  }

  /** {@return what {@link Allocation#share(long, Rate)} takes} */
  static long share(long amount, Rate rate) {
    long product = amount * rate.numerator();
    if (Math.multiplyHigh(amount, rate.numerator()) != 0 || product < 0) {
      return Allocation.share(amount, rate).taken();
    }
    long taken = product / rate.denominator();
    long rest = product - taken * rate.denominator();
    return rest > 0 && rest >= rate.denominator() - rest ? taken + 1 : taken;
  }

  private long narrow(long amount, long[] weights, int size, long[] parts) {
    long left = amount;
    for (int touch = 0; touch < size; touch++) {
      long product = amount * weights[touch];
      long part = product / total;
      parts[touch] = part;
      remainders[touch] = product - part * total;
      left -= part;
    }
    return left;
  }

  private long wide(long amount, long[] weights, int size, long[] parts) {
    if (!prepared) {
      shift = Long.numberOfLeadingZeros(total);
      divisor = total << shift;
      reciprocal = WideDivision.reciprocal(divisor);
      prepared = true;
    }
    long left = amount;
    for (int touch = 0; touch < size; touch++) {
      long low = amount * weights[touch];
      // the sum of the weights fits 63 bits, so there is always something to shift
      long high = Math.multiplyHigh(amount, weights[touch]) << shift | low >>> (Long.SIZE - shift);
      long part = WideDivision.quotient(high, low << shift, divisor, reciprocal);
      parts[touch] = part;
      remainders[touch] = low - part * total;
      left -= part;
    }
    return left;
  }

  /** One unit more for the largest remainders, the first ones where they tie. */
  private void giveOneEach(int units, int size, long[] parts) {
    System.arraycopy(remainders, 0, ranked, 0, size);
    Arrays.sort(ranked, 0, size);
    long smallestServed = ranked[size - units];
    int ties = 0;
    for (int rank = size - units; rank < size && ranked[rank] == smallestServed; rank++) {
      ties++;
    }
    for (int touch = 0; touch < size; touch++) {
      if (remainders[touch] > smallestServed) {
        parts[touch]++;
      } else if (remainders[touch] == smallestServed && ties > 0) {
        parts[touch]++;
        ties--;
      }
    }
  }
}

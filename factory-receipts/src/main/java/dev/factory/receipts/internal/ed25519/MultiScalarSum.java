package dev.factory.receipts.internal.ed25519;

/**
 * A sum of points, each times a number of 128 bits, by Pippenger's bucket method: digits are
 * signed, so half as many buckets do, and the size of a digit follows from the number of points.
 *
 * <p>Points stay affine, since that is how they come from decoding: an addition to a bucket takes
 * seven products. Buckets that are affine too would take as many, with their inversions shared.
 * Holds scratch space: one thread at a time.
 */
final class MultiScalarSum {
  /** The top digit takes a carry, and must stay below the half. */
  private static final int BITS = 128 + 2;

  private static final int MAX_WINDOW = 12;
  private static final int WORDS = 3;

  private final Curve curve;
  private final AffinePoint[] points;
  private final long[] scalars;
  private final CurvePoint[] buckets;
  private final boolean[] used;
  private final CurvePoint running = new CurvePoint();
  private final CurvePoint windowSum = new CurvePoint();
  private int count;

  /**
   * @param capacity how many points can be added up
   */
  MultiScalarSum(Curve curve, int capacity) {
    this.curve = curve;
    this.points = new AffinePoint[capacity];
    this.scalars = new long[WORDS * capacity];
    this.buckets = new CurvePoint[1 << (window(capacity) - 1)];
    this.used = new boolean[buckets.length];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new CurvePoint();
    }
  }

  void clear() {
    count = 0;
  }

  /**
   * Adds a point times {@code low + 2^64 high}, both unsigned. The point is kept, not copied, and
   * must not change before the sum is taken.
   */
  void add(AffinePoint point, long low, long high) {
    points[count] = point;
    scalars[WORDS * count] = low;
    scalars[WORDS * count + 1] = high;
    scalars[WORDS * count + 2] = 0;
    count++;
  }

  /** Sets {@code result} to the sum of what was added since {@link #clear}. Call it once. */
  void sum(CurvePoint result) {
    int window = window(count);
    int windows = windows(window);
    makeDigitsUnsigned(window, windows);
    result.setNeutral();
    for (int place = windows - 1; place >= 0; place--) {
      curve.twice(result, window);
      fillBuckets(window, place);
      if (addUpBuckets(1 << (window - 1))) {
        curve.add(result, windowSum);
      }
    }
  }

  /** The size of a digit, in bits, that takes the fewest products for so many points. */
  private static int window(int points) {
    int best = 2;
    for (int window = best; window <= MAX_WINDOW; window++) {
      best = products(window, points) < products(best, points) ? window : best;
    }
    return best;
  }

  private static long products(int window, int points) {
    long buckets = 1L << (window - 1);
    return windows(window) * (7L * points + 18 * buckets + 8L * window);
  }

  private static int windows(int window) {
    return (BITS + window - 1) / window;
  }

  /**
   * Adds half of the radix at every place, carries and all. A digit, read afterwards, less that
   * half is the signed digit.
   */
  private void makeDigitsUnsigned(int window, int windows) {
    long[] halves = new long[WORDS];
    for (int place = 0; place < windows; place++) {
      int bit = window * place + window - 1;
      halves[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
    }
    for (int i = 0; i < WORDS * count; i += WORDS) {
      long low = scalars[i] + halves[0];
      long carry = overflow(low, halves[0]);
      long sum = scalars[i + 1] + halves[1];
      long high = sum + carry;
      scalars[i] = low;
      scalars[i + 1] = high;
      scalars[i + 2] = halves[2] + overflow(sum, halves[1]) + overflow(high, carry);
    }
  }

  /** 1 if the sum of an unsigned {@code part} and something else did not fit, or else 0. */
  private static long overflow(long sum, long part) {
    return Long.compareUnsigned(sum, part) < 0 ? 1 : 0;
  }

  private void fillBuckets(int window, int place) {
    int lowest = window * place;
    int word = lowest / Long.SIZE;
    int shift = lowest % Long.SIZE;
    int half = 1 << (window - 1);
    int mask = 2 * half - 1;
    for (int i = 0; i < count; i++) {
      long bits = scalars[WORDS * i + word] >>> shift;
      if (word + 1 < WORDS) {
        // in two steps, since a shift by 64 would be none
        bits |= scalars[WORDS * i + word + 1] << 1 << (Long.SIZE - 1 - shift);
      }
      int digit = ((int) bits & mask) - half;
      if (digit > 0) {
        put(points[i], digit - 1);
      } else if (digit < 0) {
        take(points[i], -digit - 1);
      }
    }
  }

  private void put(AffinePoint point, int bucket) {
    if (used[bucket]) {
      curve.add(buckets[bucket], point);
    } else {
      curve.setPoint(buckets[bucket], point);
      used[bucket] = true;
    }
  }

  private void take(AffinePoint point, int bucket) {
    if (used[bucket]) {
      curve.subtract(buckets[bucket], point);
    } else {
      curve.setPoint(buckets[bucket], point);
      curve.negate(buckets[bucket]);
      used[bucket] = true;
    }
  }

  /**
   * Sets the sum of this window to bucket 0 once, bucket 1 twice and so on, and empties them.
   *
   * @return whether any was in use
   */
  private boolean addUpBuckets(int length) {
    int bucket = length - 1;
    while (bucket >= 0 && !used[bucket]) {
      bucket--;
    }
    if (bucket < 0) {
      return false;
    }
    running.setNeutral();
    windowSum.setNeutral();
    for (; bucket >= 0; bucket--) {
      if (used[bucket]) {
        curve.add(running, buckets[bucket]);
        used[bucket] = false;
      }
      curve.add(windowSum, running);
    }
    return true;
  }
}

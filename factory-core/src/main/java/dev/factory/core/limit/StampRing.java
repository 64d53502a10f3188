package dev.factory.core.limit;

import java.util.Arrays;

/**
 * Remembers when each one was let through, so it is exact. The ring grows with what is used, up to
 * the limit, and what is expired is overwritten.
 */
final class StampRing implements WindowCount {
  /** Eight bytes for each; beyond that, cells are smaller. */
  static final int MOST = 4_096;

  private static final int FIRST = 8;

  private final int limit;
  private final long length;
  private long[] stamps;
  private int oldest;
  private int size;

  StampRing(int limit, long length) {
    this.limit = limit;
    this.length = length;
    this.stamps = new long[Math.min(limit, FIRST)];
  }

  @Override
  public long take(long now, long weight) {
    if (weight != 1) {
      return WindowCount.super.take(now, weight);
    }
    if (size == stamps.length && isLive(stamps[oldest], now)) {
      if (size == limit) {
        return stamps[oldest] + length - now;
      }
      grow();
    }
    append(now);
    return 0;
  }

  @Override
  public long waitFor(long now, long weight) {
    long lacking = used(now) + weight - limit;
    return lacking <= 0 ? 0 : stamp(firstLive(now) + (int) lacking - 1) + length - now;
  }

  @Override
  public void add(long now, long weight) {
    for (long left = weight; left > 0; left--) {
      if (size == stamps.length && isLive(stamps[oldest], now)) {
        grow();
      }
      append(now);
    }
  }

  private void append(long now) {
    if (size < stamps.length) {
      stamps[wrapped(oldest + size)] = now;
      size++;
    } else {
      stamps[oldest] = now;
      oldest = wrapped(oldest + 1);
    }
  }

  private void grow() {
    long[] larger = Arrays.copyOf(stamps, Math.min(limit, stamps.length * 2));
    for (int index = 0; index < size; index++) {
      larger[index] = stamp(index);
    }
    stamps = larger;
    oldest = 0;
  }

  @Override
  public void remove(long now, long at, long weight) {
    if (!isLive(at, now)) {
      return;
    }
    int gone = (int) weight;
    for (int index = firstAfter(at - 1); index + gone < size; index++) {
      stamps[wrapped(oldest + index)] = stamp(index + gone);
    }
    size -= gone;
  }

  @Override
  public long used(long now) {
    int live = size - firstLive(now);
    return live;
  }

  @Override
  public long emptyIn(long now) {
    return used(now) == 0 ? 0 : stamp(size - 1) + length - now;
  }

  private int firstLive(long now) {
    return firstAfter(now - length);
  }

  /** The first place, counted from the oldest, whose stamp is later; stamps never decrease. */
  private int firstAfter(long instant) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (stamp(middle) > instant) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  private boolean isLive(long stamp, long now) {
    return now - stamp < length;
  }

  private long stamp(int index) {
    return stamps[wrapped(oldest + index)];
  }

  private int wrapped(int index) {
    return index < stamps.length ? index : index - stamps.length;
  }
}

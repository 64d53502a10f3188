package dev.factory.core.limit;

/**
 * Counts in 64 cells and the one that is only partly in the window, which counts as a whole: the
 * limit holds, and what was let through stops counting up to a 64th of the window late.
 */
final class CellCounts implements WindowCount {
  private static final int CELLS = 64;
  private static final int COUNTED = CELLS + 1;

  private final long limit;
  private final long cell;
  private final long[] counts = new long[COUNTED];
  private long newest;
  private long total;

  CellCounts(long limit, long length) {
    this.limit = limit;
    this.cell = (length + CELLS - 1) / CELLS;
  }

  @Override
  public long waitFor(long now, long weight) {
    roll(now);
    long lacking = total + weight - limit;
    if (lacking <= 0) {
      return 0;
    }
    long oldest = newest - CELLS;
    for (long freed = at(oldest); freed < lacking; freed += at(oldest)) {
      oldest++;
    }
    return goneAt(oldest) - now;
  }

  @Override
  public void add(long now, long weight) {
    roll(now);
    counts[place(newest)] += weight;
    total += weight;
  }

  @Override
  public void remove(long now, long at, long weight) {
    roll(now);
    if (at / cell >= newest - CELLS) {
      counts[place(at / cell)] -= weight;
      total -= weight;
    }
  }

  @Override
  public long used(long now) {
    roll(now);
    return total;
  }

  @Override
  public long emptyIn(long now) {
    if (used(now) == 0) {
      return 0;
    }
    long last = newest;
    while (at(last) == 0) {
      last--;
    }
    return goneAt(last) - now;
  }

  private void roll(long now) {
    long current = now / cell;
    long cleared = Math.min(current - newest, COUNTED);
    for (long one = 1; one <= cleared; one++) {
      int place = place(newest + one);
      total -= counts[place];
      counts[place] = 0;
    }
    newest = current;
  }

  private long goneAt(long index) {
    return (index + COUNTED) * cell;
  }

  private long at(long index) {
    return counts[place(index)];
  }

  private static int place(long index) {
    return (int) Math.floorMod(index, (long) COUNTED);
  }
}

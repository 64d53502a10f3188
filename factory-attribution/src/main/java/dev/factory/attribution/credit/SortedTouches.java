package dev.factory.attribution.credit;

/** Times and rows of the touches of a partition, sorted user by user. */
final class SortedTouches {
  /** Up to this, comparing all with all costs less than guessing branches wrongly. */
  private static final int RANKED = 16;

  /** Beyond this, moving one by one costs more than a heap. */
  private static final int SHORT = 64;

  private final long[] times;
  private final int[] rows;
  private final long[] unsortedTimes = new long[RANKED];
  private final int[] unsortedRows = new int[RANKED];

  SortedTouches(int capacity) {
    this.times = new long[capacity];
    this.rows = new int[capacity];
  }

  int capacity() {
    return times.length;
  }

  void put(int position, long time, int row) {
    times[position] = time;
    rows[position] = row;
  }

  long time(int position) {
    return times[position];
  }

  int row(int position) {
    return rows[position];
  }

  /**
   * Sorts by time, sequence and id and moves repetitions away.
   *
   * @return where those that are left end
   */
  int sort(int from, int to, TouchColumns touches) {
    if (to - from <= RANKED) {
      rankSort(from, to - from, touches);
    } else if (to - from <= SHORT) {
      insertionSort(from, to, touches);
    } else {
      heapSort(from, to - from, touches);
    }
    int end = Math.min(from + 1, to);
    for (int index = from + 1; index < to; index++) {
      long time = times[index];
      int row = rows[index];
      if (time == times[end - 1] && touches.compareTied(rows[end - 1], row) == 0) {
        if (!touches.sameContent(rows[end - 1], row)) {
          throw PartitionUsers.conflict(touches.id(row));
        }
      } else {
        times[end] = time;
        rows[end++] = row;
      }
    }
    return end;
  }

  /** Puts each where as many stand before it as are earlier. */
  private void rankSort(int from, int size, TouchColumns touches) {
    System.arraycopy(times, from, unsortedTimes, 0, size);
    System.arraycopy(rows, from, unsortedRows, 0, size);
    for (int index = 0; index < size; index++) {
      long time = unsortedTimes[index];
      int rank = 0;
      for (int other = 0; other < index; other++) {
        rank += unsortedTimes[other] <= time ? 1 : 0;
      }
      for (int other = index + 1; other < size; other++) {
        rank += unsortedTimes[other] < time ? 1 : 0;
      }
      times[from + rank] = time;
      rows[from + rank] = unsortedRows[index];
    }
    for (int index = from + 1; index < from + size; index++) {
      if (times[index] == times[index - 1]) {
        insertionSort(from, from + size, touches);
        return;
      }
    }
  }

  private void insertionSort(int from, int to, TouchColumns touches) {
    for (int index = from + 1; index < to; index++) {
      long time = times[index];
      int row = rows[index];
      int at = index;
      while (at > from && isAfter(times[at - 1], rows[at - 1], time, row, touches)) {
        times[at] = times[at - 1];
        rows[at] = rows[at - 1];
        at--;
      }
      times[at] = time;
      rows[at] = row;
    }
  }

  private static boolean isAfter(
      long left, int leftRow, long right, int rightRow, TouchColumns touches) {
    return left > right || (left == right && touches.compareTied(leftRow, rightRow) > 0);
  }

  private void heapSort(int from, int size, TouchColumns touches) {
    for (int root = size / 2 - 1; root >= 0; root--) {
      sink(from, root, size, touches);
    }
    for (int last = size - 1; last > 0; last--) {
      swap(from, from + last);
      sink(from, 0, last, touches);
    }
  }

  private void sink(int from, int root, int size, TouchColumns touches) {
    int parent = root;
    for (int child = 2 * parent + 1; child < size; child = 2 * parent + 1) {
      if (child + 1 < size && isAfter(from + child + 1, from + child, touches)) {
        child++;
      }
      if (!isAfter(from + child, from + parent, touches)) {
        return;
      }
      swap(from + parent, from + child);
      parent = child;
    }
  }

  private boolean isAfter(int left, int right, TouchColumns touches) {
    return isAfter(times[left], rows[left], times[right], rows[right], touches);
  }

  private void swap(int left, int right) {
    long time = times[left];
    int row = rows[left];
    times[left] = times[right];
    rows[left] = rows[right];
    times[right] = time;
    rows[right] = row;
  }

  /** {@return the first position from {@code from} whose time is not before {@code time}} */
  int firstNotBefore(int from, int to, long time) {
    if (from == to || times[from] >= time) {
      return from;
    }
    if (times[to - 1] < time) {
      return to;
    }
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

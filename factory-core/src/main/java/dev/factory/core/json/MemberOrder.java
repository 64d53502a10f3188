package dev.factory.core.json;

import java.util.Arrays;

/**
 * Puts the members of an object in canonical order and finds names that are there twice.
 *
 * <p>Members are written in the order in which they come; only those of an object that turns out
 * not to be in order are moved. One table serves all objects that are open at a time, the innermost
 * at its end.
 */
final class MemberOrder {
  /** Stands for the origin of no member. */
  static final int NONE = -1;

  /** What is known of a member: where it starts, where its name ends, where it came from. */
  private static final int WIDTH = 3;

  private static final int NAME_END = 1;
  private static final int ORIGIN = 2;
  private static final int FIRST_CAPACITY = 16 * WIDTH;

  /** Up to so many members are sorted by insertion. */
  private static final int INSERTION = 12;

  private final CanonicalWriter out;
  private int[] table = new int[FIRST_CAPACITY];
  private int top;
  private int repeated = NONE;

  MemberOrder(CanonicalWriter out) {
    this.out = out;
  }

  /** {@return a mark for {@link #close}, to be taken before the first member of an object} */
  int open() {
    return top;
  }

  /**
   * Notes a member whose name, and nothing else of it, has just been written.
   *
   * @param start where its opening quote is in the output
   * @param origin whatever tells the caller which member it is; not {@link #NONE}
   */
  void named(int start, int origin) {
    if (top == table.length) {
      table = Arrays.copyOf(table, 2 * table.length);
    }
    table[top] = start;
    table[top + NAME_END] = out.size();
    table[top + ORIGIN] = origin;
    top += WIDTH;
  }

  /**
   * Orders the members noted since {@code mark}, of which the last ends where the output ends, and
   * forgets them. If a name is there twice, the output and the table are of no more use.
   *
   * @return the origin of a member whose name another one has as well, or {@link #NONE}
   */
  int close(int mark) {
    int[] order = new int[(top - mark) / WIDTH];
    for (int i = 0; i < order.length; i++) {
      order[i] = mark + i * WIDTH;
    }
    sort(order, 0, order.length);
    rewrite(mark, order);
    top = mark;
    return repeated;
  }

  /**
   * Sorts some of the members, in about as many comparisons as there are when they are in order.
   */
  private void sort(int[] order, int from, int to) {
    if (to - from <= INSERTION) {
      insert(order, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, from, middle);
    sort(order, middle, to);
    if (follows(order[middle - 1], order[middle])) {
      merge(order, from, middle, to);
    }
  }

  private void insert(int[] order, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int member = order[i];
      int place = i;
      while (place > from && follows(order[place - 1], member)) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = member;
    }
  }

  private void merge(int[] order, int from, int middle, int to) {
    int[] left = Arrays.copyOfRange(order, from, middle);
    int next = 0;
    int right = middle;
    for (int i = from; next < left.length; i++) {
      boolean takeRight = right < to && follows(left[next], order[right]);
      order[i] = takeRight ? order[right++] : left[next++];
    }
  }

  /** {@return whether a member belongs after one that was noted later} */
  private boolean follows(int member, int later) {
    int comparison =
        NameOrder.compare(
            out.buffer(),
            table[member],
            table[member + NAME_END],
            table[later],
            table[later + NAME_END]);
    if (comparison == 0) {
      // every way of sorting compares members that end up side by side, so no pair is overlooked
      repeated = table[later + ORIGIN];
    }
    return comparison > 0;
  }

  /** Moves what is not in its place yet; members before the first of those stay untouched. */
  private void rewrite(int mark, int[] order) {
    int first = 0;
    while (first < order.length && order[first] == mark + first * WIDTH) {
      first++;
    }
    if (first == order.length) {
      return;
    }
    int from = table[mark + first * WIDTH];
    int to = out.size();
    byte[] members = Arrays.copyOfRange(out.buffer(), from, to);
    out.truncate(from);
    for (int i = first; i < order.length; i++) {
      if (i > first) {
        out.put(',');
      }
      int member = order[i];
      int next = member + WIDTH;
      // a member ends one comma before the next one starts
      int end = next == top ? to : table[next] - 1;
      out.copy(members, table[member] - from, end - from);
    }
  }
}

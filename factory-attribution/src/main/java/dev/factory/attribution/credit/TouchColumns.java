package dev.factory.attribution.credit;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.TouchKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Touches as columns of numbers: row by row what {@link dev.factory.attribution.event.Touchpoint}
 * says, with numbers for texts. The rows may stand in any order and be repeated.
 *
 * <p>The arrays are lent, not copied: they stay as they are while something is computed from them.
 * Columns that are not given say the same of every row: sequence 0, a click, publisher 0, offer 0,
 * channel unknown, no flags.
 */
public final class TouchColumns {
  final long[] user;
  final long[] at;
  final long[] id;
  long @Nullable [] sequence;
  byte @Nullable [] kind;
  int @Nullable [] publisher;
  int @Nullable [] offer;
  List<OfferId> offers = List.of();
  int @Nullable [] channel;
  List<String> channels = List.of("");
  long @Nullable [] flags;
  List<String> flagNames = List.of();

  /** The ids themselves, where numbers do not tell their order. */
  private @Nullable List<EventId> names;

  private TouchColumns(long[] user, long[] at, long[] id) {
    this.user = user;
    this.at = at;
    this.id = id;
    requireRows(at.length);
    requireRows(id.length);
  }

  /**
   * {@return columns with one row for each user}
   *
   * @param user whose touch it is; any number
   * @param atMicros when it was, in microseconds from 1970
   * @param id tells it from every other touch, and settles the order of touches of one time and
   *     sequence
   */
  public static TouchColumns of(long[] user, long[] atMicros, long[] id) {
    return new TouchColumns(user, atMicros, id);
  }

  /** Gives the ids that settle the order of ties, in place of their numbers. {@return this} */
  TouchColumns named(List<EventId> ids) {
    names = ids;
    return this;
  }

  /** Gives the sequences, each zero or more. {@return this} */
  public TouchColumns sequence(long[] column) {
    requireRows(column.length);
    sequence = column;
    return this;
  }

  /** Gives the kinds, by {@link TouchKind#code}. {@return this} */
  public TouchColumns kind(byte[] column) {
    requireRows(column.length);
    kind = column;
    return this;
  }

  /** Gives the publishers, each by a number of the caller's from 0. {@return this} */
  public TouchColumns publisher(int[] column) {
    requireRows(column.length);
    publisher = column;
    return this;
  }

  /** Gives the offers, each by its place in {@code ids}. {@return this} */
  public TouchColumns offer(int[] column, List<OfferId> ids) {
    requireRows(column.length);
    offer = column;
    offers = List.copyOf(ids);
    return this;
  }

  /** Gives the channels, each by its place in {@code names}. {@return this} */
  public TouchColumns channel(int[] column, List<String> names) {
    requireRows(column.length);
    channel = column;
    channels = List.copyOf(names);
    return this;
  }

  /**
   * Gives the flags: bit 0 of a row stands for the first name. {@return this}
   *
   * @param names at most 64
   */
  public TouchColumns flags(long[] column, List<String> names) {
    requireRows(column.length);
    if (names.size() > Long.SIZE) {
      throw new IllegalArgumentException("a column of flags has at most 64 names");
    }
    flags = column;
    flagNames = List.copyOf(names);
    return this;
  }

  /** {@return how many rows there are} */
  public int rows() {
    return user.length;
  }

  /** {@return the publisher of a row} */
  public int publisher(int row) {
    return publisher == null ? 0 : publisher[row];
  }

  /** {@return the id of a row} */
  public long id(int row) {
    return id[row];
  }

  /** Brings what sinks read of some rows into the cache together. */
  long fetch(int[] rows, int size) {
    long sum = 0;
    if (publisher != null) {
      for (int index = 0; index < size; index++) {
        sum += publisher[rows[index]];
      }
    }
    return sum;
  }

  int offer(int row) {
    return offer == null ? 0 : offer[row];
  }

  int kind(int row) {
    return kind == null ? 0 : kind[row];
  }

  long flags(int row) {
    return flags == null ? 0 : flags[row];
  }

  private long sequence(int row) {
    return sequence == null ? 0 : sequence[row];
  }

  /** {@return the order of two rows of one user and time} */
  int compareTied(int left, int right) {
    int order = Long.compare(sequence(left), sequence(right));
    if (order != 0) {
      return order;
    }
    return names == null
        ? Long.compare(id[left], id[right])
        : names.get(left).compareTo(names.get(right));
  }

  /** {@return whether two rows that tie are one touch} */
  boolean sameContent(int left, int right) {
    return publisher(left) == publisher(right)
        && offer(left) == offer(right)
        && kind(left) == kind(right)
        && flags(left) == flags(right)
        && (channel == null || channel[left] == channel[right]);
  }

  private void requireRows(int length) {
    if (length != user.length) {
      throw new IllegalArgumentException(
          "every column has one value for each of the " + user.length + " rows, not " + length);
    }
  }
}

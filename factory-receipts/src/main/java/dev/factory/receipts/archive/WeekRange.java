package dev.factory.receipts.archive;

import dev.factory.core.FactoryException;
import dev.factory.receipts.ReceiptHeader;
import dev.factory.receipts.spi.ReceiptStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The receipts of one week: times never go back along a ledger, so they stand together.
 *
 * @param week which week
 * @param first position of the first one
 * @param end position after the last one
 */
record WeekRange(IsoWeek week, long first, long end) {

  boolean isEmpty() {
    return first == end;
  }

  /** {@return the receipts of a week among the first {@code size}} */
  static WeekRange of(ReceiptStore store, long size, IsoWeek week) {
    return new WeekRange(
        week, firstFrom(store, size, week.start()), firstFrom(store, size, week.end()));
  }

  /** {@return the weeks that have receipts, oldest first} */
  static List<IsoWeek> all(ReceiptStore store) {
    long size = store.head().size();
    List<IsoWeek> weeks = new ArrayList<>();
    long seq = 0;
    while (seq < size) {
      IsoWeek week = IsoWeek.of(time(store, seq));
      weeks.add(week);
      long next = firstFrom(store, size, week.end());
      // a ledger whose times go back is damaged; to archive it will say where
      seq = Math.max(next, seq + 1);
    }
    return weeks;
  }

  /** The first receipt accepted at {@code instant} or later, halving what it can be. */
  private static long firstFrom(ReceiptStore store, long size, Instant instant) {
    long low = 0;
    long high = size;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (time(store, middle).isBefore(instant)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Instant time(ReceiptStore store, long seq) {
    List<Instant> found = new ArrayList<>(1);
    try {
      store.range(
          seq, seq + 1, stored -> found.add(ReceiptHeader.parse(stored.header()).timestamp()));
    } catch (IllegalArgumentException e) {
      throw damaged(seq, e);
    }
    if (found.isEmpty()) {
      throw damaged(seq, new IllegalStateException("it is missing"));
    }
    return found.get(0);
  }

  private static FactoryException damaged(long seq, RuntimeException cause) {
    return new FactoryException(
        "receipts.damaged",
        "receipt "
            + seq
            + " is missing or damaged; no archive was written or changed: verify the ledger, and"
            + " restore it from a backup",
        cause);
  }
}

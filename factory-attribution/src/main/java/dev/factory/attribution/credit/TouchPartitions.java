package dev.factory.attribution.credit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The touches that may count, by the partition of their user: those of users who may have
 * converted, and not too early or too late for every conversion.
 *
 * <p>A touch takes 16 bytes here. The first word is the user's hash without the bits that name the
 * partition; the row has its highest bits in their place, and the others after the time in the
 * second word. Where time and row together need more bits than there are, as for a year-long
 * history of billions of rows, the time loses its lowest ones and is read from the column again.
 */
final class TouchPartitions {
  private static final int CHUNK = 1 << 10;

  /** So many that taking one costs nothing, and so few that there are many. */
  private static final int SHARE = 1 << 15;

  private final TouchColumns touches;
  private final ConversionPartitions conversions;
  private final long earliest;
  private final long span;
  private final int partitionBits;
  private final int dropped;
  private final int rowBits;
  private final TouchRecords[] records;
  private final AtomicInteger nextShare = new AtomicInteger();

  private TouchPartitions(
      TouchColumns touches, ConversionPartitions conversions, long earliest, long latest, int of) {
    this.touches = touches;
    this.conversions = conversions;
    this.earliest = earliest;
    this.span = latest - earliest;
    this.partitionBits = conversions.partitionBits();
    int timeBits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(span));
    int allRowBits = Integer.SIZE - Integer.numberOfLeadingZeros(touches.rows());
    int kept = Math.min(timeBits, Long.SIZE + partitionBits - allRowBits);
    this.dropped = timeBits - kept;
    this.rowBits = Long.SIZE - kept;
    this.records = new TouchRecords[of];
  }

  /**
   * {@return the touches that may count}
   *
   * @param earliest no touch before it counts for any conversion, in microseconds
   * @param latest no touch after it does
   */
  static TouchPartitions of(
      TouchColumns touches,
      ConversionPartitions conversions,
      long earliest,
      long latest,
      Parallel threads) {
    TouchPartitions made =
        new TouchPartitions(touches, conversions, earliest, latest, threads.count());
    threads.run(made::collect);
    return made;
  }

  /** Rows are taken a share at a time, so that a thread which is disturbed delays no other. */
  private void collect(int thread) {
    TouchRecords own = new TouchRecords(conversions.partitions());
    records[thread] = own;
    Chunk chunk = new Chunk();
    int share = nextShare.getAndIncrement();
    while (share < shares()) {
      int end = (int) Math.min((share + 1L) * SHARE, touches.rows());
      for (int from = share * SHARE; from < end; from += CHUNK) {
        collect(own, chunk, from, Math.min(end, from + CHUNK));
      }
      share = nextShare.getAndIncrement();
    }
  }

  private int shares() {
    return (int) ((touches.rows() + SHARE - 1L) / SHARE);
  }

  /** What is found of some rows. */
  private static final class Chunk {
    final long[] hashes = new long[CHUNK];
    final long[] times = new long[CHUNK];
    final int[] rows = new int[CHUNK];
  }

  /** Without a branch that depends on chance, so that the waits for memory overlap. */
  private void collect(TouchRecords own, Chunk chunk, int from, int to) {
    int found = 0;
    for (int row = from; row < to; row++) {
      long hash = UserHash.of(touches.user[row]);
      long time = touches.at[row] - earliest;
      chunk.hashes[found] = hash;
      chunk.times[found] = time;
      chunk.rows[found] = row;
      found += conversions.mayConvert(hash) & inSpan(time);
    }
    for (int index = 0; index < found; index++) {
      add(own, chunk.hashes[index], chunk.times[index], chunk.rows[index]);
    }
  }

  /** {@return 1 from zero to the span, else 0}; no difference of times overflows. */
  private int inSpan(long time) {
    return (int) (~(time | (span - time)) >>> (Long.SIZE - 1));
  }

  private void add(TouchRecords own, long hash, long time, int row) {
    long rowLow = row & ((1L << rowBits) - 1);
    own.add(
        UserHash.top(hash, partitionBits),
        hash << partitionBits | (long) row >>> rowBits,
        (time >>> dropped) << rowBits | rowLow);
  }

  /** {@return what each thread found} */
  TouchRecords[] records() {
    return records;
  }

  long earliest() {
    return earliest;
  }

  /** {@return what stands in a first word for a user with this hash} */
  long userPart(long hash) {
    return hash << partitionBits;
  }

  /** {@return the part of a first word that stands for the user} */
  long userOf(long one) {
    return one >>> partitionBits << partitionBits;
  }

  int row(long one, long other) {
    long high = one & ((1L << partitionBits) - 1);
    return (int) (high << rowBits | (other & ((1L << rowBits) - 1)));
  }

  /** {@return the time of a touch since {@link #earliest}} */
  long time(long other, int row) {
    return dropped == 0 ? other >>> rowBits : touches.at[row] - earliest;
  }
}

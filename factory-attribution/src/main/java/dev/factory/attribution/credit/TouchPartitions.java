package dev.factory.attribution.credit;

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

  private final TouchColumns touches;
  private final ConversionPartitions conversions;
  private final long earliest;
  private final long span;
  private final int partitionBits;
  private final int dropped;
  private final int rowBits;
  private final TouchRecords[] records;

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

  /** Without a branch that depends on chance, so that the waits for memory overlap. */
  private void collect(int block) {
    TouchRecords own = new TouchRecords(conversions.partitions());
    records[block] = own;
    long[] hashes = new long[CHUNK];
    long[] times = new long[CHUNK];
    int[] rows = new int[CHUNK];
    int end = boundary(block + 1);
    for (int from = boundary(block); from < end; from += CHUNK) {
      int to = Math.min(end, from + CHUNK);
      int found = 0;
      for (int row = from; row < to; row++) {
        long hash = UserHash.of(touches.user[row]);
        long time = touches.at[row] - earliest;
        hashes[found] = hash;
        times[found] = time;
        rows[found] = row;
        found += conversions.mayConvert(hash) & inSpan(time);
      }
      for (int index = 0; index < found; index++) {
        add(own, hashes[index], times[index], rows[index]);
      }
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

  private int boundary(int block) {
    return (int) ((long) touches.rows() * block / records.length);
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

package dev.factory.attribution.credit;

import dev.factory.attribution.policy.PolicyBook;
import dev.factory.core.FactoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The computation of {@link AttributionKernel} over columns of numbers, for millions of touches on
 * several threads: the same credits to the last millionth, whatever the order of the rows and the
 * number of threads. No clock, storage, randomness and locale.
 *
 * <p>Touches of users who did not convert are dropped first; the others are brought together by
 * user in partitions that fit a core's cache, and swept there. Beyond the columns that takes at
 * most 16 bytes a touch and about 25 a conversion.
 */
public final class ColumnKernel {
  /** So few that what is kept of them fits a core's cache. */
  private static final int ROWS_A_PARTITION = 1 << 14;

  private ColumnKernel() {}

  /**
   * Attributes each conversion to the touches of its user.
   *
   * @param touches of any users, in any order; rows that are repeated count once
   * @param conversions in any order; likewise
   * @param policies the rules; each conversion takes the version in force at its own instant
   * @param threads how many to use, 1 or more; the caller's is one of them
   * @param sinks makes a sink for each thread
   * @return the sinks, one for each thread
   * @throws FactoryException {@code attribution.policy-gap} if no policy holds at a conversion's
   *     instant, {@code attribution.conflicting-events} if two rows of one user, time, sequence and
   *     id differ in anything else; the sinks may have been given some credits before
   * @throws ArithmeticException if a gross does not fit 64 bits in millionths
   */
  public static <S extends ColumnSink> List<S> attribute(
      TouchColumns touches,
      ConversionColumns conversions,
      PolicyBook policies,
      int threads,
      Supplier<S> sinks) {
    Parallel parallel = new Parallel(threads);
    List<S> made = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      made.add(sinks.get());
    }
    if (conversions.rows() == 0) {
      return made;
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long at : conversions.at) {
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    long window = policies.longestWindow().toSeconds() * 1_000_000;
    long earliest = first - window;
    int partitionBits = partitionBits(Math.max(touches.rows(), conversions.rows()));
    ConversionPartitions sales = new ConversionPartitions(conversions, partitionBits, parallel);
    TouchPartitions partitions = TouchPartitions.of(touches, sales, earliest, last, parallel);
    AtomicInteger next = new AtomicInteger();
    parallel.run(
        thread -> {
          PartitionUsers users = new PartitionUsers(conversions, sales, partitions, window);
          ColumnSweep sweep =
              new ColumnSweep(touches, conversions, partitions, users, policies, made.get(thread));
          int partition = next.getAndIncrement();
          while (partition < sales.partitions()) {
            sweep.sweep(partition);
            partition = next.getAndIncrement();
          }
        });
    return made;
  }

  private static int partitionBits(int rows) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(rows / ROWS_A_PARTITION);
  }
}

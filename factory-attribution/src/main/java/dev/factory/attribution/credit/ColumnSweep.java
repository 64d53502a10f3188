package dev.factory.attribution.credit;

import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.core.money.MicroMoney;
import java.util.Arrays;

/** One thread's sweep over partitions: touches by user and time, then conversion by conversion. */
final class ColumnSweep {
  private final TouchColumns touches;
  private final ConversionColumns conversions;
  private final ConvertingUsers users;
  private final UserPartitions partitions;
  private final ColumnPolicies policies;
  private final ColumnSink sink;
  private final ColumnPath path;
  private final PathSplit split = new PathSplit();
  private final int[] starts;

  /** Keeps loads that are made for the cache alone from being taken for idle. */
  private long fetched;

  private SortedTouches sorted = new SortedTouches(0);
  private long[] weights = new long[64];
  private long[] credits = new long[64];
  private long[] commissions = new long[64];

  ColumnSweep(
      TouchColumns touches,
      ConversionColumns conversions,
      ConvertingUsers users,
      UserPartitions partitions,
      PolicyBook policies,
      ColumnSink sink) {
    this.touches = touches;
    this.conversions = conversions;
    this.users = users;
    this.partitions = partitions;
    this.policies = new ColumnPolicies(policies, touches);
    this.sink = sink;
    this.path = new ColumnPath(touches);
    this.starts = new int[partitions.slotsEach() + 1];
  }

  void sweep(int partition) {
    groupBySlot(partition);
    int firstSlot = partition * partitions.slotsEach();
    fetched += users.fetch(firstSlot, firstSlot + partitions.slotsEach());
    for (int local = 0; local < partitions.slotsEach(); local++) {
      int slot = firstSlot + local;
      int first = users.start(slot);
      if (first < users.start(slot + 1)) {
        int from = starts[local];
        int to = sorted.sort(from, starts[local + 1], touches);
        int end = users.sort(slot);
        for (int index = first; index < end; index++) {
          attribute(users.row(index), from, to);
        }
      }
    }
  }

  /** {@return a number without meaning, which depends on everything that was fetched} */
  long fetched() {
    return fetched;
  }

  private void groupBySlot(int partition) {
    int from = partitions.start(partition);
    int to = partitions.end(partition);
    Arrays.fill(starts, 0);
    for (int index = from; index < to; index++) {
      starts[partitions.local(index) + 1]++;
    }
    for (int local = 1; local < starts.length; local++) {
      starts[local] += starts[local - 1];
    }
    if (sorted.capacity() < to - from) {
      sorted = new SortedTouches((to - from) + (to - from) / 4);
    }
    for (int index = from; index < to; index++) {
      int position = starts[partitions.local(index)]++;
      sorted.put(position, partitions.time(index), partitions.row(index));
    }
    // every start has moved to the end of its slot, which is the start of the next
    System.arraycopy(starts, 0, starts, 1, starts.length - 1);
    starts[0] = 0;
  }

  private void attribute(int conversion, int from, int to) {
    long at = conversions.at[conversion];
    long earliest = partitions.earliest();
    ColumnPolicy policy = policies.at(at);
    long first = policy.begin(at);
    int low = sorted.firstNotBefore(from, to, first - earliest);
    int high = sorted.firstNotBefore(low, to, at - earliest + 1);
    path.clear(at);
    boolean all = policy.takesAll();
    int offer = conversions.offer(conversion);
    for (int index = low; index < high; index++) {
      int row = sorted.row(index);
      long time = sorted.time(index) + earliest;
      if (all || policy.counts(touches, row, time, offer)) {
        path.add(row, time);
      }
    }
    if (policy.version().filters().lookAtOthers()) {
      path.apply(policy.rules());
    }
    long gross = Math.multiplyExact(conversions.gross[conversion], MicroMoney.MICROS_PER_MINOR);
    long pool = PathSplit.share(gross, policy.version().publisherShare());
    if (path.size() == 0) {
      sink.unattributed(conversion, gross, pool);
    } else {
      divide(conversion, gross, pool, policy.version().model());
    }
  }

  private void divide(int conversion, long gross, long pool, CreditModel model) {
    int size = path.size();
    if (weights.length < size) {
      weights = new long[size * 2];
      credits = new long[size * 2];
      commissions = new long[size * 2];
    }
    if (model == CreditModel.LINEAR) {
      equal(size, gross, pool);
    } else if (model == CreditModel.LAST_TOUCH || model == CreditModel.FIRST_TOUCH) {
      oneTakesAll(model == CreditModel.LAST_TOUCH ? size - 1 : 0, size, gross, pool);
    } else {
      model.weigh(path, weights);
      if (isZero(size)) {
        equal(size, gross, pool);
      } else {
        split.weights(weights, size);
        split.split(gross, weights, size, credits);
        split.split(pool, weights, size, commissions);
      }
    }
    sink.credited(conversion, path.rows, weights, credits, commissions, size);
  }

  private boolean isZero(int size) {
    for (int touch = 0; touch < size; touch++) {
      if (weights[touch] != 0) {
        return false;
      }
    }
    return true;
  }

  private void equal(int size, long gross, long pool) {
    Arrays.fill(weights, 0, size, 1);
    PathSplit.equal(gross, size, credits);
    PathSplit.equal(pool, size, commissions);
  }

  private void oneTakesAll(int touch, int size, long gross, long pool) {
    Arrays.fill(weights, 0, size, 0);
    Arrays.fill(credits, 0, size, 0);
    Arrays.fill(commissions, 0, size, 0);
    weights[touch] = 1;
    credits[touch] = gross;
    commissions[touch] = pool;
  }
}

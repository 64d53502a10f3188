package dev.factory.attribution.credit;

import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.core.money.MicroMoney;
import java.util.Arrays;

/** One thread's sweep over partitions: touches by user and time, then conversion by conversion. */
final class ColumnSweep {
  private final TouchColumns touches;
  private final ConversionColumns conversions;
  private final TouchPartitions partitions;
  private final PartitionUsers users;
  private final ColumnPolicies policies;
  private final ColumnSink sink;
  private final ColumnPath path;
  private final PathSplit split = new PathSplit();

  /** Keeps loads that are made for the cache alone from being taken for idle. */
  private long fetched;

  /** The touches of the partition that can count: their users, times and rows. */
  private int[] userOf = new int[0];

  private long[] times = new long[0];
  private int[] rows = new int[0];
  private int[] starts = new int[0];
  private SortedTouches sorted = new SortedTouches(0);
  private long[] weights = new long[64];
  private long[] credits = new long[64];
  private long[] commissions = new long[64];

  ColumnSweep(
      TouchColumns touches,
      ConversionColumns conversions,
      TouchPartitions partitions,
      PartitionUsers users,
      PolicyBook policies,
      ColumnSink sink) {
    this.touches = touches;
    this.conversions = conversions;
    this.partitions = partitions;
    this.users = users;
    this.policies = new ColumnPolicies(policies, touches);
    this.sink = sink;
    this.path = new ColumnPath(touches);
  }

  void sweep(int partition) {
    users.load(partition);
    groupByUser(find(partition));
    for (int user = 1; user < users.end(); user++) {
      int from = starts[user];
      int to = sorted.sort(from, starts[user + 1], touches);
      int end = users.sort(user);
      for (int index = users.start(user); index < end; index++) {
        attribute(index, from, to);
      }
    }
  }

  /** {@return how many touches of the partition can count} */
  private int find(int partition) {
    int found = 0;
    for (TouchRecords records : partitions.records()) {
      int block = records.firstBlock(partition);
      while (block != TouchRecords.NONE) {
        if (rows.length < found + TouchRecords.BLOCK) {
          int more = 2 * found + TouchRecords.BLOCK;
          userOf = Arrays.copyOf(userOf, more);
          times = Arrays.copyOf(times, more);
          rows = Arrays.copyOf(rows, more);
        }
        found =
            find(
                records.words(block),
                records.firstWord(block),
                records.size(partition, block),
                found);
        block = records.nextBlock(block);
      }
    }
    return found;
  }

  private int find(long[] words, int from, int size, int before) {
    int found = before;
    for (int word = from; word < from + 2 * size; word += 2) {
      long one = words[word];
      long other = words[word + 1];
      int row = partitions.row(one, other);
      long time = partitions.time(other, row);
      int user = users.find(partitions.userOf(one));
      userOf[found] = user;
      times[found] = time;
      rows[found] = row;
      found += users.canUse(user, time);
    }
    return found;
  }

  private void groupByUser(int found) {
    int count = users.end();
    if (starts.length <= count) {
      starts = new int[count + count / 4 + 1];
    }
    Arrays.fill(starts, 0, count + 1, 0);
    for (int index = 0; index < found; index++) {
      starts[userOf[index] + 1]++;
    }
    for (int user = 1; user <= count; user++) {
      starts[user] += starts[user - 1];
    }
    if (sorted.capacity() < found) {
      sorted = new SortedTouches(found + found / 4);
    }
    for (int index = 0; index < found; index++) {
      sorted.put(starts[userOf[index]]++, times[index], rows[index]);
    }
    // every start has moved to the end of its user, which is the start of the next
    System.arraycopy(starts, 0, starts, 1, count);
    starts[0] = 0;
    fetched += touches.fetch(rows, found);
  }

  /** {@return a number without meaning, which depends on everything that was fetched} */
  long fetched() {
    return fetched;
  }

  private void attribute(int position, int from, int to) {
    int conversion = users.row(position);
    long at = users.at(position);
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
    long gross = Math.multiplyExact(users.gross(position), MicroMoney.MICROS_PER_MINOR);
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
    for (int touch = 0; touch < size; touch++) {
      weights[touch] = 1;
    }
    PathSplit.equal(gross, size, credits);
    PathSplit.equal(pool, size, commissions);
  }

  private void oneTakesAll(int touch, int size, long gross, long pool) {
    for (int other = 0; other < size; other++) {
      weights[other] = 0;
      credits[other] = 0;
      commissions[other] = 0;
    }
    weights[touch] = 1;
    credits[touch] = gross;
    commissions[touch] = pool;
  }
}

package dev.factory.core.limit;

import java.util.ArrayList;
import java.util.List;

/** What was let through, written down naively: the oracle of the laws. */
final class Taken {
  private final long limit;
  private final long length;
  private final List<One> all = new ArrayList<>();

  Taken(WindowRule rule) {
    this.limit = rule.limit();
    this.length = rule.window().toNanos();
  }

  record One(long at, long weight) {}

  One add(long at, long weight) {
    One one = new One(at, weight);
    all.add(one);
    return one;
  }

  void remove(One one) {
    all.remove(one); // any that is equal will do
  }

  /** What is counted at {@code now}: the stretch that ends there, its first instant left out. */
  long used(long now) {
    return all.stream().filter(one -> now - one.at < length).mapToLong(One::weight).sum();
  }

  boolean fits(long now, long weight) {
    return used(now) + weight <= limit;
  }

  long emptyIn(long now) {
    return all.stream().mapToLong(one -> Math.max(0, one.at + length - now)).max().orElse(0);
  }

  /** The most in any stretch {@code [t, t + window)}; the fullest ones begin with a request. */
  long mostInAnyStretch() {
    long most = 0;
    for (One first : all) {
      most =
          Math.max(
              most,
              all.stream()
                  .filter(one -> one.at >= first.at && one.at - first.at < length)
                  .mapToLong(One::weight)
                  .sum());
    }
    return most;
  }
}

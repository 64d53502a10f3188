package dev.factory.core.limit;

import dev.factory.core.limit.Admission.Refused;
import dev.factory.core.limit.Admission.TooLarge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about several limits of one request: it counts in all of them or in none. A limit that
 * refuses costs nothing in the others, not even for a moment, so nobody else is refused for it.
 */
public final class Limits {
  private Limits() {}

  /**
   * {@return whether a request is let through by all limits}
   *
   * @param asks at least one; several of one limit add up
   */
  public static Admission tryAcquire(List<Ask> asks) {
    if (asks.isEmpty()) {
      throw new IllegalArgumentException("a request asks at least one limit");
    }
    while (true) {
      Admission admission =
          asks.size() == 1
              ? asks.get(0).current().acquireUnlessRetired(asks.get(0).weight())
              : new Together(asks).tryAcquire();
      if (admission != null) {
        return admission;
      }
    }
  }

  /** One try with the limits as they are now. */
  private static final class Together {
    private final WindowLimit[] limits;
    private final long[] weights;
    private final long[] stamps;
    private int size;

    Together(List<Ask> asks) {
      limits = new WindowLimit[asks.size()];
      weights = new long[asks.size()];
      stamps = new long[asks.size()];
      for (Ask ask : asks) {
        add(ask.current(), ask.weight());
      }
    }

    private void add(WindowLimit limit, long weight) {
      for (int index = 0; index < size; index++) {
        if (limits[index] == limit) {
          weights[index] = Math.addExact(weights[index], weight);
          return;
        }
      }
      limits[size] = limit;
      weights[size++] = weight;
    }

    /** Null if one of them was replaced. */
    @Nullable Admission tryAcquire() {
      for (int index = 0; index < size; index++) {
        if (weights[index] > limits[index].rule().limit()) {
          return new TooLarge(limits[index].rule());
        }
      }
      lockAll();
      try {
        for (int index = 0; index < size; index++) {
          if (limits[index].isRetired()) {
            return null;
          }
        }
        return decide();
      } finally {
        unlock(size, -1);
      }
    }

    private Admission decide() {
      long wait = 0;
      List<LimitState> refusing = new ArrayList<>(0);
      for (int index = 0; index < size; index++) {
        long one = limits[index].waitFor(weights[index]);
        if (one > 0) {
          refusing.add(limits[index].stateHeld());
          wait = Math.max(wait, one);
        }
      }
      if (wait > 0) {
        return new Refused(refusing, Duration.ofNanos(wait));
      }
      Permit permit = limits[0].take(weights[0], null);
      for (int index = 1; index < size; index++) {
        permit = limits[index].take(weights[index], permit);
      }
      return permit;
    }

    /** Waits for one only while it holds none, so that no order is needed to avoid deadlocks. */
    private void lockAll() {
      int first = 0;
      while (true) {
        stamps[first] = limits[first].lock();
        int missing = lockOthers(first);
        if (missing < 0) {
          return;
        }
        first = missing;
      }
    }

    /** Returns which one somebody else holds, and then none is held; -1 if all are. */
    private int lockOthers(int first) {
      for (int index = 0; index < size; index++) {
        if (index != first) {
          stamps[index] = limits[index].tryLock();
          if (stamps[index] == 0) {
            unlock(index, first);
            return index;
          }
        }
      }
      return -1;
    }

    /** Lets go of the first {@code upTo}, and of {@code first} if it is not among them. */
    private void unlock(int upTo, int first) {
      for (int index = 0; index < upTo; index++) {
        limits[index].unlock(stamps[index]);
      }
      if (first >= upTo) {
        limits[first].unlock(stamps[first]);
      }
    }
  }
}

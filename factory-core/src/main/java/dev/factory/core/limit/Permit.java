package dev.factory.core.limit;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let through and counted. Nothing need be done with it; a request that came to
 * nothing may be given back.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
public final class Permit implements Admission {
  private static final AtomicIntegerFieldUpdater<Permit> GIVEN_BACK =
      AtomicIntegerFieldUpdater.newUpdater(Permit.class, "givenBack");

  private final WindowLimit limit;
  private final long at;
  private final long weight;
  private final @Nullable Permit others;
  private volatile int givenBack;

  Permit(WindowLimit limit, long at, long weight, @Nullable Permit others) {
    this.limit = limit;
    this.at = at;
    this.weight = weight;
    this.others = others;
  }

  /**
   * Gives it back: from now on every limit answers as if the request had never been made. A second
   * time does nothing, and so does giving back what is older than the window.
   */
  public void refund() {
    if (givenBack != 0 || !GIVEN_BACK.compareAndSet(this, 0, 1)) {
      return;
    }
    for (Permit one = this; one != null; one = one.others) {
      one.limit.giveBack(one.at, one.weight);
    }
  }
}

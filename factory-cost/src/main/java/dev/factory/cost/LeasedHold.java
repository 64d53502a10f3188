package dev.factory.cost;

import dev.factory.cost.ledger.Charge;
import dev.factory.cost.money.NanoMoney;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Money held for one call out of a lease of this node. Settle it or release it, once.
 *
 * <p><b>Threads:</b> safe for use by many threads; the first to settle or release wins.
 */
public final class LeasedHold {
  private final LeasedPath path;
  private final Slice slice;
  private final NanoMoney amount;
  private final AtomicBoolean closed = new AtomicBoolean();

  LeasedHold(LeasedPath path, Slice slice, NanoMoney amount) {
    this.path = path;
    this.slice = slice;
    this.amount = amount;
  }

  /** {@return what is held} */
  public NanoMoney amount() {
    return amount;
  }

  /**
   * Records what the call cost. It is written to the ledger with others, at the latest by {@link
   * LeasedBudgets#flush}; if the process dies before, the lease as a whole counts as spent.
   *
   * @param charge zero or more, with an id of its own
   * @return how much of it was not held; zero if the bound was one
   * @throws IllegalStateException if the call was settled or released before; nothing was recorded
   */
  public NanoMoney settle(Charge charge) {
    if (charge.exact().femtos() < 0) {
      throw new IllegalArgumentException("a settled cost is zero or more");
    }
    closeOnce();
    slice.close(amount.nanos(), charge, path.now());
    path.settled();
    return new NanoMoney(amount.currency(), Math.max(0, charge.nanos() - amount.nanos()));
  }

  /**
   * Lets the money go. Only for a call that was never sent.
   *
   * @throws IllegalStateException if the call was settled or released before
   */
  public void release() {
    closeOnce();
    slice.putBack(amount.nanos());
    path.settled();
  }

  private void closeOnce() {
    if (!closed.compareAndSet(false, true)) {
      throw new IllegalStateException("the call was settled or released before");
    }
  }
}

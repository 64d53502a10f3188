package dev.factory.cost;

import dev.factory.cost.ledger.Charge;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Money held for one call out of a lease of this node. Settle it or release it, once.
 *
 * <p><b>Threads:</b> safe for use by many threads; the first to settle or release wins.
 */
public final class LeasedHold {
  private static final AtomicIntegerFieldUpdater<LeasedHold> CLOSED =
      AtomicIntegerFieldUpdater.newUpdater(LeasedHold.class, "closed");

  private final LeasedPath path;
  private final Slice slice;
  private final NanoMoney amount;
  private volatile int closed;

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
   * Records what the call used, as a part of one charge for many calls at the same price: {@link
   * LeasedBudgets#flush} writes their sum, which is exact. For callers that keep the single calls
   * elsewhere, or need not know them.
   *
   * @param quote the price that was agreed; the same object for each call is the fastest
   * @return how much of it was not held, rounded up to a billionth; zero if the bound was one
   * @throws dev.factory.cost.price.UnknownPriceException if a unit that was used has no price;
   *     nothing was recorded
   * @throws IllegalArgumentException if the price is of another currency; nothing was recorded
   * @throws IllegalStateException if the call was settled or released before; nothing was recorded
   */
  public NanoMoney settle(Quote quote, Usage usage) {
    ExactCost cost = quote.cost(usage);
    NanoMoney over = cost.ceiling().minus(amount); // of one currency
    closeOnce();
    slice.close(amount.nanos(), quote, usage, cost);
    return over.isNegative() ? NanoMoney.zero(amount.currency()) : over;
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
    if (closed != 0 || !CLOSED.compareAndSet(this, 0, 1)) {
      throw new IllegalStateException("the call was settled or released before");
    }
  }
}

package dev.factory.attribution.spi;

import java.util.function.Function;

/**
 * Where the ledger, claims and payouts are kept.
 *
 * <p><b>Atomicity:</b> what one unit of work writes, rows and journal events alike, is kept as a
 * whole or not at all; a unit whose work throws leaves nothing. <b>Idempotency:</b> a posting, a
 * claim, a run or a payout that is there is never changed by another of the same id. <b>Order:</b>
 * postings are read in the order in which they were made; each other read says its order.
 * <b>Isolation:</b> a unit sees its own writes; of two units that change one payout or take one
 * claim, one waits for the other and then sees what it wrote. A view sees one state throughout.
 * <b>Durability:</b> when {@link #atomically} returns, its writes survive a crash of the process,
 * unless the implementation says otherwise. <b>Threads:</b> safe for use by many threads and, where
 * the storage is shared, by many processes; a unit or view itself is for one thread and ends with
 * the call that gave it.
 */
public interface PayoutStore {

  /**
   * Runs {@code work} as one unit of work. A store may run it again from its start when it lost a
   * race, so it must not have effects outside the unit.
   *
   * @return what the work returned
   * @throws RuntimeException what the work threw; nothing was written
   * @throws dev.factory.core.FactoryException if the storage or the journal failed; nothing was
   *     written, unless the code says that it cannot be known
   */
  <T> T atomically(Function<? super PayoutUnit, ? extends T> work);

  /**
   * Runs {@code work} as a unit of work and undoes it, so that what it would bring about can be
   * seen. Its journal keeps nothing. Work may be run again from its start.
   *
   * @return what the work returned
   * @throws RuntimeException what the work threw
   */
  <T> T trying(Function<? super PayoutUnit, ? extends T> work);

  /**
   * Runs {@code work} on one state of the store, without writing.
   *
   * @return what the work returned
   */
  <T> T reading(Function<? super PayoutView, ? extends T> work);
}

package dev.factory.attribution.spi;

import java.util.function.Function;

/**
 * Where touchpoints, conversions, reversals, credits, policies and statements are kept.
 *
 * <p><b>Atomicity:</b> what one unit of work writes, rows and journal events alike, is kept as a
 * whole or not at all; a unit whose work throws leaves nothing. <b>Idempotency:</b> every write
 * says what it found, and a row that is there is never changed by another of the same key.
 * <b>Order:</b> each read says in which order it gives rows. <b>Isolation:</b> a unit sees its own
 * writes; of two units that write the same row one waits for the other and then sees what it wrote.
 * A view sees one state of the store throughout. <b>Durability:</b> when {@link #atomically}
 * returns, its writes survive a crash of the process, unless the implementation says otherwise.
 * <b>Threads:</b> safe for use by many threads and, where the storage is shared, by many processes;
 * a unit or view itself is for one thread and ends with the call that gave it.
 */
public interface AttributionStore {

  /**
   * Runs {@code work} as one unit of work.
   *
   * <p>A store may run it again from its start when it lost a race, so it must not have effects
   * outside the unit.
   *
   * @return what the work returned
   * @throws RuntimeException what the work threw; nothing was written
   * @throws dev.factory.core.FactoryException if the storage or the journal failed; nothing was
   *     written, unless the code says that it cannot be known
   */
  <T> T atomically(Function<? super StoreUnit, ? extends T> work);

  /**
   * Runs {@code work} as a unit of work and undoes it, so that what it would bring about can be
   * seen. Its journal keeps nothing. Work may be run again from its start.
   *
   * @return what the work returned
   * @throws RuntimeException what the work threw
   */
  <T> T trying(Function<? super StoreUnit, ? extends T> work);

  /**
   * Runs {@code work} on one state of the store, without writing.
   *
   * @return what the work returned
   * @throws dev.factory.core.FactoryException if the storage failed
   */
  <T> T reading(Function<? super StoreView, ? extends T> work);
}

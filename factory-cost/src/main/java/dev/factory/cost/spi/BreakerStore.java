package dev.factory.cost.spi;

import java.time.Instant;
import java.util.List;

/**
 * Where operators' orders to circuit breakers are kept, so that every node obeys.
 *
 * <p><b>Atomicity:</b> {@link #give} replaces the order of a name as a whole. <b>Order:</b> two
 * orders of one name get different revisions, and the one with the higher stays. <b>Durability:</b>
 * when {@link #give} returns, the order survives a crash, unless the implementation says otherwise.
 * <b>Threads:</b> safe for use by many threads and, where the storage is shared, by many processes.
 */
public interface BreakerStore {

  /** {@return the last order of each name, by name} */
  List<BreakerOrder> orders();

  /**
   * Gives an order.
   *
   * @return it, with its revision
   * @throws dev.factory.core.FactoryException if the storage failed; whether it was kept is open
   */
  BreakerOrder give(String name, BreakerOrder.Kind kind, Instant at, String who, String why);
}

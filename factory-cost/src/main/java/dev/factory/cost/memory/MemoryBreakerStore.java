package dev.factory.cost.memory;

import dev.factory.cost.spi.BreakerOrder;
import dev.factory.cost.spi.BreakerStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Orders to breakers of one process, gone with it. */
public final class MemoryBreakerStore implements BreakerStore {
  private final ConcurrentSkipListMap<String, BreakerOrder> orders = new ConcurrentSkipListMap<>();

  /** No orders. */
  public MemoryBreakerStore() {}

  @Override
  public List<BreakerOrder> orders() {
    return List.copyOf(orders.values());
  }

  @Override
  public BreakerOrder give(
      String name, BreakerOrder.Kind kind, Instant at, String who, String why) {
    BreakerOrder first =
        new BreakerOrder(name, kind, 1, at.truncatedTo(ChronoUnit.MICROS), who, why);
    return orders.merge(
        name,
        first,
        (before, order) ->
            new BreakerOrder(
                name, kind, before.revision() + 1, order.givenAt(), order.who(), order.why()));
  }
}

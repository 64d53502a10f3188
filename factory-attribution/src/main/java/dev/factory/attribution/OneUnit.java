package dev.factory.attribution;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.spi.StoreView;
import java.util.function.Function;

/** A store that does everything inside one unit that is open already. */
record OneUnit(StoreUnit unit) implements AttributionStore {
  @Override
  public <T> T atomically(Function<? super StoreUnit, ? extends T> work) {
    return work.apply(unit);
  }

  @Override
  public <T> T trying(Function<? super StoreUnit, ? extends T> work) {
    throw new UnsupportedOperationException("part of a unit cannot be undone");
  }

  @Override
  public <T> T reading(Function<? super StoreView, ? extends T> work) {
    return work.apply(unit);
  }
}

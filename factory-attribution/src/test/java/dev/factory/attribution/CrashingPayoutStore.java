package dev.factory.attribution;

import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.testkit.ScriptedRail;
import java.util.function.Function;

/** Dies at one of its units: before anything of it is kept, or when all of it is. */
final class CrashingPayoutStore implements PayoutStore {
  private final PayoutStore store;
  private final boolean after;
  private int unitsLeft;

  CrashingPayoutStore(PayoutStore store, int units, boolean after) {
    this.store = store;
    this.unitsLeft = units;
    this.after = after;
  }

  @Override
  public <T> T atomically(Function<? super PayoutUnit, ? extends T> work) {
    boolean last = unitsLeft-- == 0;
    if (last && !after) {
      throw new ScriptedRail.Died();
    }
    T result = store.atomically(work);
    if (last) {
      throw new ScriptedRail.Died();
    }
    return result;
  }

  @Override
  public <T> T trying(Function<? super PayoutUnit, ? extends T> work) {
    return store.trying(work);
  }

  @Override
  public <T> T reading(Function<? super PayoutView, ? extends T> work) {
    return store.reading(work);
  }
}

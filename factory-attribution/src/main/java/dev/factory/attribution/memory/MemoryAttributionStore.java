package dev.factory.attribution.memory;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.spi.StoreView;
import dev.factory.core.journal.Journal;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Keeps everything in memory, for tests and for jobs that read files and write a report.
 *
 * <p>Nothing outlives the process. Units and views run one at a time. A unit's events go to the
 * journal at its end; if the journal fails, the rows are taken back, so only a journal that kept
 * part of the events before it failed can be ahead of the rows, until the unit is repeated.
 */
public final class MemoryAttributionStore implements AttributionStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final MemoryTables tables = new MemoryTables();
  private final Journal journal;

  /**
   * @param journal where the events of units go; {@link Journal#none} if nobody wants them
   */
  public MemoryAttributionStore(Journal journal) {
    this.journal = journal;
  }

  @Override
  public <T> T atomically(Function<? super StoreUnit, ? extends T> work) {
    enter();
    boolean kept = false;
    try {
      MemoryUnit unit = new MemoryUnit(tables);
      T result = work.apply(unit);
      journal.append(unit.events());
      kept = true;
      return result;
    } finally {
      tables.endUnit(kept);
      lock.unlock();
    }
  }

  @Override
  public <T> T trying(Function<? super StoreUnit, ? extends T> work) {
    enter();
    try {
      return work.apply(new MemoryUnit(tables));
    } finally {
      tables.endUnit(false);
      lock.unlock();
    }
  }

  @Override
  public <T> T reading(Function<? super StoreView, ? extends T> work) {
    enter();
    try {
      return work.apply(new MemoryUnit(tables));
    } finally {
      lock.unlock();
    }
  }

  private void enter() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "the store was called from inside a unit or a view; use that unit or view instead");
    }
    lock.lock();
  }
}

package dev.factory.attribution.memory;

import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.core.journal.Journal;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Keeps ledger and payouts in memory, for tests and for plans that nobody keeps. Never for real
 * payouts: what was sent would be forgotten with the process.
 *
 * <p>Units and views run one at a time. A unit's events go to the journal at its end; if the
 * journal fails, the rows are taken back.
 */
public final class MemoryPayoutStore implements PayoutStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final MemoryPayoutTables tables = new MemoryPayoutTables();
  private final Journal journal;

  /**
   * @param journal where the events of units go; {@link Journal#none} if nobody wants them
   */
  public MemoryPayoutStore(Journal journal) {
    this.journal = journal;
  }

  @Override
  public <T> T atomically(Function<? super PayoutUnit, ? extends T> work) {
    enter();
    boolean kept = false;
    try {
      MemoryPayoutUnit unit = new MemoryPayoutUnit(tables);
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
  public <T> T trying(Function<? super PayoutUnit, ? extends T> work) {
    enter();
    try {
      return work.apply(new MemoryPayoutUnit(tables));
    } finally {
      tables.endUnit(false);
      lock.unlock();
    }
  }

  @Override
  public <T> T reading(Function<? super PayoutView, ? extends T> work) {
    enter();
    try {
      return work.apply(new MemoryPayoutUnit(tables));
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

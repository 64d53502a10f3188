package dev.factory.cost.guard;

import dev.factory.core.FactoryException;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.ledger.WindowState;
import dev.factory.cost.spi.BudgetStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that does not answer commands while it is down. */
final class FailingStore implements BudgetStore {
  private final BudgetStore store;
  volatile boolean down;

  FailingStore(BudgetStore store) {
    this.store = store;
  }

  @Override
  public List<LedgerOutcome> apply(List<LedgerCommand> commands) {
    if (down) {
      throw new FactoryException("test.down", "the store is down; nothing was done");
    }
    return store.apply(commands);
  }

  @Override
  public Optional<Reservation> reservation(String id) {
    return store.reservation(id);
  }

  @Override
  public List<Reservation> overdue(Instant now, int limit) {
    return store.overdue(now, limit);
  }

  @Override
  public List<WindowState> windows(String line, Instant from, Instant to) {
    return store.windows(line, from, to);
  }

  @Override
  public List<UsageEvent> events(String reservation) {
    return store.events(reservation);
  }

  @Override
  public List<UsageEvent> events(Instant from, Instant to, String after, int limit) {
    return store.events(from, to, after, limit);
  }

  @Override
  public List<UsageTotal> totals(Instant from, Instant to) {
    return store.totals(from, to);
  }
}

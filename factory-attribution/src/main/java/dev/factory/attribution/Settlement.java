package dev.factory.attribution;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.spi.StoreView;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Closes a period: all of its statements in one unit, so that it is closed or it is not. */
final class Settlement {
  private final AttributionStore store;
  private final Rules rules;
  private final Period period;

  Settlement(AttributionStore store, Rules rules, Period period) {
    this.store = store;
    this.rules = rules;
    this.period = period;
  }

  SettledPeriod settle(Instant closedAt) {
    Optional<SettledPeriod> before = store.reading(this::settledBefore);
    if (before.isPresent()) {
      return before.get();
    }
    new CreditRun(store, rules, new Period(Instant.EPOCH, period.end())).run();
    return store.atomically(unit -> settle(unit, closedAt));
  }

  private SettledPeriod settle(StoreUnit unit, Instant closedAt) {
    Optional<SettledPeriod> before = settledBefore(unit);
    if (before.isPresent()) {
      return before.get();
    }
    int number = unit.closed().size() + 1;
    if (!unit.close(new ClosedPeriod(number, period, closedAt))) {
      return settle(unit, closedAt);
    }
    List<Statement> statements = new ArrayList<>();
    for (PublisherLines lines : unit.lines(number)) {
      MicroMoney carry = unit.carry(lines.publisherId(), lines.currency());
      Statement statement = Statement.of(lines.publisherId(), period, carry, lines.lines());
      unit.addStatement(statement);
      statements.add(statement);
    }
    unit.journal().append(statements.stream().map(JournalEvents::closed).toList());
    return new SettledPeriod(period, true, statements);
  }

  /** {@return the period as it was closed before, or empty if it may be closed now} */
  private Optional<SettledPeriod> settledBefore(StoreView view) {
    List<ClosedPeriod> closed = view.closed();
    if (closed.stream().anyMatch(other -> other.period().equals(period))) {
      return Optional.of(new SettledPeriod(period, false, view.statements(period)));
    }
    if (!closed.isEmpty()) {
      requireAfter(closed.get(closed.size() - 1));
    }
    return Optional.empty();
  }

  private void requireAfter(ClosedPeriod last) {
    if (period.start().isBefore(last.period().end())) {
      throw new FactoryException(
          "attribution.period-closed",
          "the period "
              + period
              + " begins before the end of "
              + last.period()
              + ", which is closed; nothing was changed: what came late stands on the next"
              + " statement, so close a period that begins at "
              + last.period().end()
              + " or later");
    }
  }
}

package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A database with the tables of attribution and an outbox, opened as often as is asked. */
final class JdbcFixture implements AutoCloseable {
  private final Supplier<Transactions> opener;
  private final List<Transactions> opened = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  private final AttributionStore second;

  JdbcFixture(Supplier<Transactions> opener) {
    this.opener = opener;
    Transactions transactions = open();
    JdbcAttributionStore.schema().migrate(transactions);
    Outbox.schema().migrate(transactions);
    this.second = store();
  }

  /** {@return the store as another process would see it} */
  AttributionStore second() {
    return second;
  }

  private Transactions open() {
    Transactions transactions = opener.get();
    opened.add(transactions);
    return transactions;
  }

  AttributionStore store() {
    Transactions transactions = open();
    return JdbcAttributionStore.over(transactions, new Outbox(transactions));
  }

  AttributionStore withFailingJournal() {
    return JdbcAttributionStore.over(
        open(),
        connection ->
            batch -> {
              throw new FactoryException("test.journal-down", "the journal is down");
            });
  }

  List<Event> journaled() {
    new Outbox(open()).drainTo(events::addAll);
    return events;
  }

  @Override
  public void close() {
    opened.forEach(Transactions::close);
  }
}

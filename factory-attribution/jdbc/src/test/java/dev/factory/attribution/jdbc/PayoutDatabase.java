package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.PayoutStore;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A database with the tables of payouts and an outbox, opened as often as is asked. */
final class PayoutDatabase implements AutoCloseable {
  private final Supplier<Transactions> opener;
  private final List<Transactions> opened = new ArrayList<>();

  PayoutDatabase(Supplier<Transactions> opener) {
    this.opener = opener;
    Transactions transactions = open();
    JdbcPayoutStore.schema().migrate(transactions);
    Outbox.schema().migrate(transactions);
  }

  private Transactions open() {
    Transactions transactions = opener.get();
    opened.add(transactions);
    return transactions;
  }

  PayoutStore store() {
    Transactions transactions = open();
    return JdbcPayoutStore.over(transactions, new Outbox(transactions));
  }

  List<Event> journaled() {
    List<Event> events = new ArrayList<>();
    new Outbox(open()).drainTo(events::addAll);
    return events;
  }

  @Override
  public void close() {
    opened.forEach(Transactions::close);
  }
}

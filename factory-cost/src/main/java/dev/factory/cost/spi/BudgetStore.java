package dev.factory.cost.spi;

import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.ledger.WindowState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where budgets are counted. An implementation keeps rows and leaves every decision to {@link
 * dev.factory.cost.ledger.LedgerRules}.
 *
 * <p><b>Atomicity:</b> each command of {@link #apply} happens as a whole or not at all, on all of
 * its levels. <b>Isolation:</b> commands take effect one after another as far as they share a
 * reservation or a line of counters, whoever gives them; those of one call in their order.
 * <b>Idempotency:</b> a command that is given again has the effect of one. <b>Durability:</b> when
 * {@link #apply} returns, what it did survives a crash of the process, unless the implementation
 * says otherwise; if it throws, each command may have been done or not, and giving it again is
 * safe. <b>Counters are never reset:</b> a row, once written, is changed by commands alone.
 * <b>Threads:</b> safe for use by many threads and, where the storage is shared, by many processes.
 * <b>Precision:</b> instants are kept to the microsecond.
 */
public interface BudgetStore {

  /**
   * Does commands.
   *
   * @param commands any number; may be empty
   * @return one outcome for each, in their order
   * @throws ArithmeticException if an amount does not fit; of that command nothing was done
   * @throws dev.factory.core.FactoryException if the storage failed
   */
  List<LedgerOutcome> apply(List<LedgerCommand> commands);

  /** {@return the reservation with this id; empty if there is none} */
  Optional<Reservation> reservation(String id);

  /**
   * {@return at most {@code limit} open reservations with a deadline at or before {@code now}, the
   * oldest deadline first}
   */
  List<Reservation> overdue(Instant now, int limit);

  /**
   * {@return the counters of one line whose start is in {@code [from, to)}, ascending}
   *
   * @param line see {@link dev.factory.cost.ledger.WindowKey}
   */
  List<WindowState> windows(String line, Instant from, Instant to);

  /** {@return the events of one reservation, in the order of their ids} */
  List<UsageEvent> events(String reservation);

  /**
   * {@return at most {@code limit} events recorded in {@code [from, to)}, in the order of their
   * time and id, after the one with the id {@code after}}
   *
   * <p>An event bears the time of its command, so one of a moment ago may still be on its way: a
   * reader that must not miss any leaves the last minute for later.
   *
   * @param after id of the last event of the page before; empty for the first page
   */
  List<UsageEvent> events(Instant from, Instant to, String after, int limit);

  /**
   * {@return what the events recorded in {@code [from, to)} add up to, one sum for each combination
   * of tags, provider, model, kind and currency, in the order of {@link UsageTotal#compareTo}}
   *
   * <p>They are kept beside the events, so that a month is read about as fast as a day.
   *
   * @param from a whole quarter of an hour, in UTC; {@link Instant#EPOCH} for all there is
   * @param to a whole quarter of an hour, in UTC
   * @throws IllegalArgumentException if one of them is not
   */
  List<UsageTotal> totals(Instant from, Instant to);
}

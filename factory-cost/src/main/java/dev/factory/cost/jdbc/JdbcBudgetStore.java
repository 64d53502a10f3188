package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.jdbc.Schema;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Journal;
import dev.factory.cost.ledger.JournalledUsage;
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

/**
 * Budgets in SQLite or PostgreSQL: tables {@code budget_window}, {@code budget_reservation}, {@code
 * usage_event} and {@code usage_total}; {@code alert_state} is {@link JdbcAlertStore}'s as well.
 *
 * <p>Every promise of {@link BudgetStore} holds, also between processes that share the database.
 * Durability is that of {@link Transactions}. Callers that arrive while a transaction runs are
 * served together by the next one, so a hot row costs one lock and one commit for all of them. Give
 * it connections from a pool: one is in use for writing at a time.
 *
 * <p><b>Lock order:</b> reservations by id, then counters by line and start; whoever shares the
 * tables keeps to it.
 */
public final class JdbcBudgetStore implements BudgetStore {
  private final Transactions transactions;
  private final LedgerTables tables;
  private final CombiningWriter writer;

  private JdbcBudgetStore(
      Transactions transactions, JournalBinding journal, JournalledUsage usage) {
    this.transactions = transactions;
    Sql sql = Sql.of(transactions.dialect());
    this.tables = new LedgerTables(sql);
    this.writer =
        new CombiningWriter(
            new LedgerTransaction(transactions, tables, new Telling(sql, journal, usage)));
  }

  /**
   * {@return the ledger in a database; no journal is told}
   *
   * @param transactions of the database that holds the tables
   * @throws dev.factory.core.FactoryException if the tables are missing or of another release; see
   *     {@link #schema}
   */
  public static JdbcBudgetStore over(Transactions transactions) {
    return over(transactions, JournalBinding.direct(Journal.none()), JournalledUsage.NONE);
  }

  /**
   * {@return the ledger in a database}
   *
   * @param transactions of the database that holds the tables
   * @param journal is told, in the transaction that writes the rows, of usage as {@code usage}
   *     says, of every estimate that was breached, of limits that changed, and of each hard budget
   *     that refused a call, once in its window
   * @param usage how much of it; {@link JournalledUsage#BATCHED} where there are many calls
   * @throws dev.factory.core.FactoryException if the tables are missing or of another release
   */
  public static JdbcBudgetStore over(
      Transactions transactions, JournalBinding journal, JournalledUsage usage) {
    schema().check(transactions);
    return new JdbcBudgetStore(transactions, journal, usage);
  }

  /** {@return the tables of the ledger: call {@code migrate} on it once} */
  public static Schema schema() {
    return new Schema(
        "cost",
        path -> JdbcBudgetStore.class.getResourceAsStream(path),
        List.of("V001__ledger", "V002__reports_and_alerts"));
  }

  @Override
  public List<LedgerOutcome> apply(List<LedgerCommand> commands) {
    return commands.isEmpty() ? List.of() : writer.apply(commands);
  }

  @Override
  public Optional<Reservation> reservation(String id) {
    return transactions.read(
        connection -> tables.reservations(connection, List.of(id)).values().stream().findFirst());
  }

  @Override
  public List<Reservation> overdue(Instant now, int limit) {
    return transactions.read(connection -> tables.overdue(connection, now, limit));
  }

  @Override
  public List<WindowState> windows(String line, Instant from, Instant to) {
    return transactions.read(connection -> tables.windows(connection, line, from, to));
  }

  @Override
  public List<UsageEvent> events(String reservation) {
    return transactions.read(connection -> tables.events(connection, reservation));
  }

  @Override
  public List<UsageEvent> events(Instant from, Instant to, String after, int limit) {
    return transactions.read(connection -> tables.events(connection, from, to, after, limit));
  }

  @Override
  public List<UsageTotal> totals(Instant from, Instant to) {
    UsageTotal.requireSlot(from);
    UsageTotal.requireSlot(to);
    return transactions.read(connection -> tables.totals(connection, from, to));
  }
}

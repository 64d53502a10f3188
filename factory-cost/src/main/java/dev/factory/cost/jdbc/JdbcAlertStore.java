package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Journal;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.spi.AlertStore;
import java.time.Instant;
import java.util.List;

/**
 * Alerts in SQLite or PostgreSQL: the table {@code alert_state}, which {@link
 * JdbcBudgetStore#schema} makes.
 *
 * <p>The journal is told of an alert in the transaction that keeps it, if it is an outbox in the
 * same database.
 */
public final class JdbcAlertStore implements AlertStore {
  private final Transactions transactions;
  private final JournalBinding journal;
  private final AlertRows rows;

  private JdbcAlertStore(Transactions transactions, JournalBinding journal) {
    this.transactions = transactions;
    this.journal = journal;
    this.rows = new AlertRows(Sql.of(transactions.dialect()));
  }

  /** {@return the alerts kept in a database; no journal is told} */
  public static JdbcAlertStore over(Transactions transactions) {
    return over(transactions, JournalBinding.direct(Journal.none()));
  }

  /**
   * {@return the alerts kept in a database}
   *
   * @param journal is told of each alert when it is raised
   * @throws dev.factory.core.FactoryException if the tables are missing or of another release
   */
  public static JdbcAlertStore over(Transactions transactions, JournalBinding journal) {
    JdbcBudgetStore.schema().check(transactions);
    return new JdbcAlertStore(transactions, journal);
  }

  @Override
  public List<Alert> raise(List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return List.of();
    }
    return transactions.write(
        connection -> {
          List<Alert> raised = rows.insertNew(connection, alerts);
          journal.on(connection).append(raised.stream().map(Alert::event).toList());
          return raised;
        });
  }

  @Override
  public List<Alert> raised(Instant from, Instant to, int limit) {
    return transactions.read(connection -> rows.between(connection, from, to, limit));
  }
}

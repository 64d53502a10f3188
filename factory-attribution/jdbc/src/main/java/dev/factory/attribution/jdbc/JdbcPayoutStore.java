package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.jdbc.Schema;
import dev.factory.core.jdbc.StorageException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps ledger and payouts in tables that an operator can query: {@code ledger_entries}, {@code
 * ledger_periods}, {@code claims}, {@code payout_runs}, {@code payouts}, their {@code payout_lines}
 * and {@code payout_attempts}.
 *
 * <p>A unit of work is a transaction; durability, retry and the journal are as in {@link
 * JdbcAttributionStore}. It may use the same database as that or another.
 */
public final class JdbcPayoutStore implements PayoutStore {
  private final Transactions transactions;
  private final JournalBinding journal;

  private JdbcPayoutStore(Transactions transactions, JournalBinding journal) {
    this.transactions = transactions;
    this.journal = journal;
  }

  /**
   * {@return the store in the database behind {@code transactions}}
   *
   * @param journal where the events of units go
   * @throws dev.factory.core.FactoryException {@code core.schema-missing} if the tables are not
   *     there or not up to date; see {@link #schema}
   */
  public static JdbcPayoutStore over(Transactions transactions, JournalBinding journal) {
    schema().check(transactions);
    return new JdbcPayoutStore(transactions, journal);
  }

  /** {@return the tables: call {@code migrate} on it once} */
  public static Schema schema() {
    return new Schema(
        "payouts",
        path -> JdbcPayoutStore.class.getResourceAsStream(path),
        List.of("V001__payouts"));
  }

  @Override
  public <T> T atomically(Function<? super PayoutUnit, ? extends T> work) {
    return transactions.write(connection -> run(connection, journal.on(connection), true, work));
  }

  @Override
  public <T> T trying(Function<? super PayoutUnit, ? extends T> work) {
    return Undone.of(transactions, connection -> run(connection, Journal.none(), true, work));
  }

  @Override
  public <T> T reading(Function<? super PayoutView, ? extends T> work) {
    return transactions.read(connection -> run(connection, journal.on(connection), false, work));
  }

  private <T> T run(
      Connection connection,
      Journal events,
      boolean writing,
      Function<? super PayoutUnit, ? extends T> work)
      throws SQLException {
    Session session = new Session(connection, transactions.dialect());
    try {
      return work.apply(new JdbcPayoutUnit(session, events, writing));
    } catch (UncheckedSqlException e) {
      throw e.getCause();
    } catch (StorageException e) {
      // of the journal: the transaction decides whether running it again can help
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw e;
    }
  }
}

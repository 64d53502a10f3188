package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.spi.StoreView;
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
 * Keeps everything in tables that an operator can query: {@code clicks} (all touchpoints), {@code
 * conversions}, {@code reversals}, {@code policies}, {@code attributions} and their {@code
 * credits}, {@code closed_periods}, {@code statements} and their {@code statement_lines}.
 *
 * <p>A unit of work is a transaction. <b>Durability</b> and <b>retry</b> are those of {@link
 * Transactions}. Whether events are kept exactly if the rows are depends on the binding: they are
 * with an {@link dev.factory.core.jdbc.Outbox} of the same database; with {@link
 * JournalBinding#direct} they are told before the rows are committed.
 */
public final class JdbcAttributionStore implements AttributionStore {
  private final Transactions transactions;
  private final JournalBinding journal;

  private JdbcAttributionStore(Transactions transactions, JournalBinding journal) {
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
  public static JdbcAttributionStore over(Transactions transactions, JournalBinding journal) {
    schema().check(transactions);
    return new JdbcAttributionStore(transactions, journal);
  }

  /**
   * {@return the same store inside the transaction that {@code connection} has open now, whose
   * commit keeps what is written and whose rollback undoes it}
   *
   * <p>Use it from one thread, and no longer than that transaction.
   */
  public JdbcAttributionStore joining(Connection connection) {
    return new JdbcAttributionStore(transactions.joining(connection), journal);
  }

  /** {@return the tables: call {@code migrate} on it once} */
  public static Schema schema() {
    return new Schema(
        "attribution",
        path -> JdbcAttributionStore.class.getResourceAsStream(path),
        List.of("V001__attribution", "V002__ledger_intake", "V003__identities"));
  }

  @Override
  public <T> T atomically(Function<? super StoreUnit, ? extends T> work) {
    return transactions.write(connection -> run(connection, journal.on(connection), work));
  }

  @Override
  public <T> T trying(Function<? super StoreUnit, ? extends T> work) {
    return Undone.of(transactions, connection -> run(connection, Journal.none(), work));
  }

  @Override
  public <T> T reading(Function<? super StoreView, ? extends T> work) {
    return transactions.read(connection -> run(connection, journal.on(connection), work));
  }

  private <T> T run(
      Connection connection, Journal events, Function<? super StoreUnit, ? extends T> work)
      throws SQLException {
    Session session = new Session(connection, transactions.dialect());
    try {
      return work.apply(new JdbcUnit(session, events));
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

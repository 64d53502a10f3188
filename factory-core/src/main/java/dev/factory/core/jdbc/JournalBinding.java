package dev.factory.core.jdbc;

import dev.factory.core.journal.Journal;
import java.sql.Connection;

/**
 * A journal that a JDBC store can write to inside its own transaction.
 *
 * <p>{@link Outbox} is the one that makes rows and events commit together; {@link #direct} is for a
 * journal that lives elsewhere.
 */
@FunctionalInterface
public interface JournalBinding {

  /**
   * {@return the journal for the transaction that {@code connection} has open now}
   *
   * <p>Use it from one thread and no longer than that transaction.
   */
  Journal on(Connection connection);

  /**
   * {@return a binding that writes straight to {@code journal}, before the rows are committed}
   *
   * <p>If the transaction then fails, the journal holds an event whose rows are missing until the
   * call is repeated; the idempotency key keeps the repetition from doubling it.
   */
  static JournalBinding direct(Journal journal) {
    return connection -> journal;
  }
}

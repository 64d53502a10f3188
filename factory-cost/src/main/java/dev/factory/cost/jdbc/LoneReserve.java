package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import java.util.Optional;

/** A way to make one reservation, with nobody else waiting, in fewer steps than a transaction. */
interface LoneReserve {

  /**
   * {@return what is held now; empty if nothing was done, because it is not the plain case: the
   * transaction decides then}
   */
  Optional<LedgerOutcome> held(Transactions transactions, LedgerCommand.Reserve command);

  static LoneReserve of(Dialect dialect) {
    // SQLite has no round trips to save
    return dialect == Dialect.SQLITE
        ? (transactions, command) -> Optional.empty()
        : new PostgresLoneReserve();
  }
}

package dev.factory.examples.benchmarks;

import java.sql.SQLException;
import java.util.List;

/**
 * The rows of a ledger written by plain JDBC, with nothing proved and nothing checked: what the
 * database and its driver cost anyone. Statements are prepared once and kept.
 */
interface RawInsert extends AutoCloseable {

  /** Writes to the three tables inside the transaction that the connection has open. */
  void write(List<LedgerRow> rows) throws SQLException;

  @Override
  void close() throws SQLException;
}

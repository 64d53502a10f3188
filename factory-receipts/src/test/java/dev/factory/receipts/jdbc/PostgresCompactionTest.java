package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;

class PostgresCompactionTest extends CompactionContract {
  private final Transactions transactions = PostgresServer.newTransactions();

  @Override
  Transactions open() {
    JdbcReceiptStore.schema().migrate(transactions);
    return transactions;
  }

  @Override
  Rows rows() {
    return new PostgresRows();
  }

  /** Of all tables and indexes of the database, once what memory holds of them is on the disk. */
  @Override
  long occurrences(String text) throws IOException {
    String folder =
        transactions.outside(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
                statement.execute("CHECKPOINT");
                try (ResultSet found =
                    statement.executeQuery(
                        "SELECT current_setting('data_directory') || '/base/' || oid"
                            + " FROM pg_database WHERE datname = current_database()")) {
                  found.next();
                  return found.getString(1);
                }
              }
            });
    return RawFiles.occurrences(Path.of(folder), text);
  }
}

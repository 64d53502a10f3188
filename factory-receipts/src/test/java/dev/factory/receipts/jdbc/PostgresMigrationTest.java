package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import java.sql.ResultSet;
import java.sql.Statement;

class PostgresMigrationTest extends MigrationContract {
  @Override
  Transactions empty() {
    return PostgresServer.newTransactions();
  }

  @Override
  Rows rows() {
    return new PostgresRows();
  }

  /**
   * The planner's statistics hold values of the payloads: an erasure would not reach them there.
   */
  @Override
  void beforeMigration(Transactions transactions) {
    assertThat(columnsSampledByAnalyze(transactions)).isEqualTo(2);
  }

  @Override
  void afterMigration(Transactions transactions) {
    assertThat(columnsWithSamples(transactions)).isZero();
    assertThat(columnsSampledByAnalyze(transactions)).isZero();
  }

  private static long columnsSampledByAnalyze(Transactions transactions) {
    transactions.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("ANALYZE receipt_payload");
          }
        });
    return columnsWithSamples(transactions);
  }

  private static long columnsWithSamples(Transactions transactions) {
    return transactions.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet found =
                  statement.executeQuery(
                      "SELECT count(*) FROM pg_stats WHERE tablename = 'receipt_payload'"
                          + " AND attname IN ('data', 'disclosures')")) {
            found.next();
            return found.getLong(1);
          }
        });
  }
}

package dev.factory.attribution.jdbc;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Journal;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.core.time.Period;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What only a database has: the host's own transaction, tables that are asked, settings. */
class JdbcAttributionStoreTest {
  private static final Touchpoint CLICK = click("click-1", "u", day(1), "pub-456");

  @TempDir private Path folder;

  private static void migrate(Transactions transactions) {
    JdbcAttributionStore.schema().migrate(transactions);
    Outbox.schema().migrate(transactions);
  }

  private static int count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void onSqliteItJoinsTheTransactionOfTheHost() throws SQLException {
    Path file = folder.resolve("host.db");
    try (Transactions transactions = Transactions.sqlite(file);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      migrate(transactions);
      assertJoins(transactions, connection, "BEGIN IMMEDIATE");
    }
  }

  @Test
  void onPostgresItJoinsTheTransactionOfTheHost() throws SQLException {
    String database = PostgresServer.newDatabase();
    Transactions transactions = Transactions.over(PostgresServer.dataSource(database));
    migrate(transactions);
    try (Connection connection = PostgresServer.dataSource(database).getConnection()) {
      connection.setAutoCommit(false);
      assertJoins(transactions, connection, "SELECT 1");
    }
  }

  private static void assertJoins(Transactions transactions, Connection connection, String begin)
      throws SQLException {
    JdbcAttributionStore store = JdbcAttributionStore.over(transactions, new Outbox(transactions));
    for (String end : List.of("ROLLBACK", "COMMIT")) {
      try (Statement host = connection.createStatement()) {
        host.execute(begin);
        Attribution joined = Attribution.over(store.joining(connection), SettableTime.at(FEBRUARY));
        assertThat(joined.recordTouchpoints(List.of(CLICK)))
            .containsExactly(RecordOutcome.RECORDED);
        host.execute(end);
      }
      int kept = end.equals("COMMIT") ? 1 : 0;
      assertThat(count(connection, "SELECT COUNT(*) FROM clicks")).isEqualTo(kept);
      assertThat(count(connection, "SELECT COUNT(*) FROM factory_outbox")).isEqualTo(kept);
    }
  }

  @Test
  void aDriverThatMergesBatchesStillTellsWhatIsNew() {
    PGSimpleDataSource merging = new PGSimpleDataSource();
    merging.setUrl(PostgresServer.url(PostgresServer.newDatabase()));
    merging.setReWriteBatchedInserts(true);
    Transactions transactions = Transactions.over(merging);
    migrate(transactions);
    Attribution attribution =
        Attribution.over(
            JdbcAttributionStore.over(transactions, new Outbox(transactions)),
            SettableTime.at(FEBRUARY));
    List<Touchpoint> batch = new ArrayList<>();
    for (int number = 0; number < 300; number++) {
      batch.add(click("click-" + number / 2, "u", day(1), "pub-456"));
    }
    assertThat(attribution.recordTouchpoints(batch))
        .filteredOn(RecordOutcome.RECORDED::equals)
        .hasSize(150);
    assertThat(new Outbox(transactions).size()).isEqualTo(150);
  }

  @Test
  void aDatabaseWithoutTheTablesIsNamedAndNotTouched() {
    try (Transactions transactions = Transactions.sqlite(folder.resolve("empty.db"))) {
      JournalBinding journal = JournalBinding.direct(Journal.none());
      assertThatThrownBy(() -> JdbcAttributionStore.over(transactions, journal))
          .isInstanceOfSatisfying(
              FactoryException.class, e -> assertThat(e.code()).isEqualTo("core.schema-missing"))
          .hasMessageContaining("V001__attribution");
    }
  }

  @Test
  void operatorsAskTheTables() throws SQLException {
    Path file = folder.resolve("asked.db");
    try (Transactions transactions = Transactions.sqlite(file);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      migrate(transactions);
      Attribution attribution =
          Attribution.over(
              JdbcAttributionStore.over(transactions, JournalBinding.direct(Journal.none())),
              SettableTime.at(FEBRUARY));
      attribution.publish(LINEAR);
      attribution.recordTouchpoints(List.of(CLICK));
      attribution.recordConversions(List.of(conversion("conv-1", "u", day(2), usd(5_000))));
      attribution.attribute(new Period(JANUARY, FEBRUARY));
      // as DESIGN.md shows it
      String open =
          "SELECT SUM(commission_micro) / 1000000 FROM credits WHERE closed_period IS NULL";
      assertThat(count(connection, open)).isEqualTo(3_500);
      // the duplicate detector of the operations guide
      String duplicates =
          "SELECT COUNT(*) FROM (SELECT event_id FROM clicks GROUP BY event_id HAVING COUNT(*) > 1)";
      assertThat(count(connection, duplicates)).isZero();
      assertThat(count(connection, "SELECT COUNT(*) FROM clicks WHERE occurred_at >= '2026-01-01'"))
          .isOne();
    }
  }

  @Test
  void aStatementThatWasChangedInTheTableIsNotRead() throws SQLException {
    Path file = folder.resolve("changed.db");
    Period january = new Period(JANUARY, FEBRUARY);
    try (Transactions transactions = Transactions.sqlite(file);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement host = connection.createStatement()) {
      migrate(transactions);
      Attribution attribution =
          Attribution.over(
              JdbcAttributionStore.over(transactions, JournalBinding.direct(Journal.none())),
              SettableTime.at(FEBRUARY));
      attribution.publish(LINEAR);
      attribution.recordTouchpoints(List.of(CLICK));
      attribution.recordConversions(List.of(conversion("conv-1", "u", day(2), usd(5_000))));
      attribution.closeStatements(january);
      host.execute("UPDATE statement_lines SET credit_micro = credit_micro + 1");
      assertThatThrownBy(() -> attribution.statements(january))
          .isInstanceOfSatisfying(
              FactoryException.class,
              e -> assertThat(e.code()).isEqualTo("attribution.statement-damaged"));
    }
  }
}

package dev.factory.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresJdbcTest extends JdbcContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  Transactions open() {
    return Transactions.over(PostgresServer.dataSource(database));
  }

  @Test
  void aConnectionWithoutATransactionCannotBeJoined() throws Exception {
    try (Connection connection = PostgresServer.dataSource(database).getConnection()) {
      assertThatThrownBy(() -> open().joining(connection))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.code()).isEqualTo("core.no-transaction"));
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setUrl("jdbc:postgresql://127.0.0.1:1/none");
    assertThatThrownBy(() -> Transactions.over(nobody))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("core.storage-unavailable"))
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void theLoserOfADeadlockIsRunAgain() throws Exception {
    Transactions transactions = open();
    transactions.write(
        connection -> {
          Transactions.execute(connection, "INSERT INTO t VALUES ('a', 0), ('b', 0)");
          return 0;
        });
    AtomicInteger runs = new AtomicInteger();
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> one = threads.submit(() -> lock(transactions, "a", "b", runs, bothHoldOne));
      Future<Integer> other = threads.submit(() -> lock(transactions, "b", "a", runs, bothHoldOne));
      one.get();
      other.get();
    } finally {
      threads.shutdown();
    }
    assertThat(runs.get()).isGreaterThan(2); // how often again is up to the scheduler
    long sum =
        transactions.read(
            connection -> {
              try (var rows = connection.createStatement().executeQuery("SELECT SUM(n) FROM t")) {
                rows.next();
                return rows.getLong(1);
              }
            });
    assertThat(sum).isEqualTo(4);
  }

  private static int lock(
      Transactions transactions,
      String first,
      String then,
      AtomicInteger runs,
      CyclicBarrier meet) {
    return transactions.write(
        connection -> {
          boolean firstRun = runs.incrementAndGet() <= 2;
          add(connection, first);
          if (firstRun) {
            try {
              meet.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
          add(connection, then);
          return 0;
        });
  }

  private static void add(Connection connection, String key) throws java.sql.SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE t SET n = n + 1 WHERE k = ?")) {
      update.setString(1, key);
      update.executeUpdate();
    }
  }
}

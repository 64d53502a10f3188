package dev.factory.cost.jdbc;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.level;
import static dev.factory.cost.testkit.Commands.reserve;
import static dev.factory.cost.testkit.Commands.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.LedgerOutcome.Held;
import dev.factory.cost.ledger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong in ledgers of this kind on a real PostgreSQL. */
class WriterTrapsTest {
  private static final Level LEVEL = level("hot", 1_000_000);

  private final String database = PostgresServer.newDatabase();
  private final KeptConnections connections =
      new KeptConnections(PostgresServer.dataSource(database));
  private final Transactions transactions = Transactions.over(connections);
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  private JdbcBudgetStore store() {
    JdbcBudgetStore.schema().migrate(transactions);
    return JdbcBudgetStore.over(transactions);
  }

  @Test
  void callersThatWaitForOneRowShareACommit() throws Exception {
    JdbcBudgetStore store = store();
    store.apply(List.of(reserve("first", 1, LEVEL)));
    long before = connections.commits();
    List<Future<?>> callers = new ArrayList<>();
    try (Connection blocker = PostgresServer.dataSource(database).getConnection()) {
      blocker.setAutoCommit(false);
      lockRow(blocker);
      for (int number = 0; number < 64; number++) {
        String id = "r" + number;
        callers.add(pool.submit(() -> store.apply(List.of(reserve(id, 1, LEVEL)))));
      }
      // the first waits for the row; the others wait for the first
      awaitWaiters(blocker, 1);
      blocker.commit();
    }
    for (Future<?> caller : callers) {
      caller.get(1, TimeUnit.MINUTES);
    }
    assertThat(connections.commits() - before).isLessThan(40);
    assertThat(store.windows("hot#lifetime", NOON, NOON.plusSeconds(1)).get(0).counter().reserved())
        .isEqualTo(65);
  }

  @Test
  void aDeadlockWithSomebodyWhoIgnoresTheLockOrderIsRunAgain() throws Exception {
    JdbcBudgetStore store = store();
    Level other = level("other", 1_000_000);
    store.apply(List.of(reserve("r", 1, LEVEL, other)));
    try (Connection stranger = PostgresServer.dataSource(database).getConnection();
        Statement statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      // the later row first: the ledger has "hot" when it comes to "other"
      statement.execute("UPDATE budget_window SET limit_nanos = 1 WHERE line = 'other#lifetime'");
      Future<?> caller = pool.submit(() -> store.apply(List.of(settle("r", "1", 1))));
      awaitWaiters(stranger, 1);
      try {
        lockRow(stranger);
        stranger.commit();
      } catch (SQLException chosen) {
        assertThat(chosen.getSQLState()).isEqualTo("40P01"); // either may be the one to give way
        stranger.rollback();
      }
      caller.get(1, TimeUnit.MINUTES);
    }
    assertThat(store.windows("hot#lifetime", NOON, NOON.plusSeconds(1)).get(0).counter().spent())
        .isEqualTo(1);
  }

  @Test
  void noConstraintOfTheTablesRefusesALimitLoweredBelowWhatIsSpent() {
    JdbcBudgetStore store = store();
    store.apply(List.of(reserve("r", 900, LEVEL), settle("r", "1", 900)));
    store.apply(List.of(reserve("s", 0, level("hot", 900))));
    assertThat(store.apply(List.of(settle("s", "1", 50))).get(0)).isNotNull();
    assertThat(store.windows("hot#lifetime", NOON, NOON.plusSeconds(1)).get(0).counter().spent())
        .isEqualTo(950);
  }

  @Test
  void oneCallersImpossibleAmountDoesNotFailThoseWhoWaitWithIt() throws Exception {
    JdbcBudgetStore store = store();
    Level wide = new Level(LEVEL.window(), NOON, Long.MAX_VALUE, false);
    store.apply(List.of(reserve("first", 1, LEVEL)));
    List<Future<Boolean>> callers = new ArrayList<>();
    try (Connection blocker = PostgresServer.dataSource(database).getConnection()) {
      blocker.setAutoCommit(false);
      lockRow(blocker);
      for (int number = 0; number < 16; number++) {
        String id = "r" + number;
        long amount = number == 7 ? Long.MAX_VALUE : 1;
        callers.add(
            pool.submit(
                () -> store.apply(List.of(reserve(id, amount, wide))).get(0) instanceof Held));
      }
      awaitWaiters(blocker, 1);
      blocker.commit();
    }
    int passed = 0;
    for (int number = 0; number < 16; number++) {
      if (number != 7) {
        passed += callers.get(number).get(1, TimeUnit.MINUTES) ? 1 : 0;
      }
    }
    assertThat(passed).isEqualTo(15);
    assertThat(store.reservation("r7")).isEmpty();
  }

  @Test
  void aSingleReservationIsOneStatementThatCommitsByItself() {
    JdbcBudgetStore store = store();
    store.apply(List.of(reserve("first", 1, LEVEL)));
    long before = connections.commits();
    assertThat(store.apply(List.of(reserve("second", 1, LEVEL)))).hasOnlyElementsOfType(Held.class);
    assertThat(connections.commits()).isEqualTo(before);
    assertThat(store.reservation("second").orElseThrow().held()).isEqualTo(1);
  }

  @Test
  void whoeverReservesAloneDecidesAsTheRulesDo() {
    JdbcBudgetStore store = store();
    Level low = level("low", 100);
    store.apply(List.of(reserve("first", 40, LEVEL, low)));
    assertThat(store.apply(List.of(reserve("second", 60, LEVEL, low))).get(0))
        .isInstanceOf(Held.class);
    assertThat(store.apply(List.of(reserve("second", 60, LEVEL, low))).get(0))
        .as("asked again")
        .isInstanceOf(Held.class);
    assertThat(store.apply(List.of(reserve("third", 1, LEVEL, low))).get(0))
        .isInstanceOf(LedgerOutcome.Refused.class);
    assertThat(store.apply(List.of(reserve("fourth", 0, LEVEL, low))).get(0))
        .isInstanceOf(Held.class);
    assertThat(store.windows("hot#lifetime", NOON, NOON.plusSeconds(1)).get(0).counter().reserved())
        .isEqualTo(100);
  }

  @Test
  void nodesThatReserveAloneAtTheSameTimeNeverHoldMoreThanTheLimit() throws Exception {
    store();
    Level low = level("low", 150);
    List<Future<Integer>> nodes = new ArrayList<>();
    for (int node = 0; node < 8; node++) {
      // a writer of its own, as in a process of its own
      JdbcBudgetStore own = JdbcBudgetStore.over(transactions);
      int number = node;
      nodes.add(
          pool.submit(
              () -> {
                int held = 0;
                for (int call = 0; call < 40; call++) {
                  var outcome = own.apply(List.of(reserve(number + "-" + call, 1, LEVEL, low)));
                  held += outcome.get(0) instanceof Held ? 1 : 0;
                }
                return held;
              }));
    }
    int held = 0;
    for (Future<Integer> node : nodes) {
      held += node.get(1, TimeUnit.MINUTES);
    }
    assertThat(held).isEqualTo(150);
    JdbcBudgetStore store = JdbcBudgetStore.over(transactions);
    for (String line : List.of("hot#lifetime", "low#lifetime")) {
      assertThat(store.windows(line, NOON, NOON.plusSeconds(1)).get(0).counter().reserved())
          .as(line)
          .isEqualTo(150);
    }
  }

  private static void lockRow(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1 FROM budget_window WHERE line = 'hot#lifetime' FOR UPDATE");
    }
  }

  private void awaitWaiters(Connection watcher, int count) throws SQLException {
    try (Statement statement = watcher.createStatement()) {
      for (int look = 0; look < 1_000; look++) {
        try (var rows =
            statement.executeQuery(
                "SELECT count(*), pg_sleep(0.01) FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND datname = '"
                    + database
                    + "'")) {
          rows.next();
          if (rows.getInt(1) >= count) {
            return;
          }
        }
        statement.execute("SELECT pg_stat_clear_snapshot()");
      }
    }
    throw new AssertionError("nobody waits for the row");
  }
}

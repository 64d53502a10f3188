package dev.factory.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.journal.SubjectRef;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the JDBC plumbing promises, on whichever database a subclass opens. */
abstract class JdbcContract {
  private Transactions transactions;

  /** {@return transactions on an empty database of this test's own} */
  abstract Transactions open();

  @BeforeEach
  void openDatabase() {
    transactions = open();
    transactions.write(connection -> run(connection, "CREATE TABLE t (k TEXT PRIMARY KEY, n INT)"));
  }

  private static int run(Connection connection, String sql) throws SQLException {
    Transactions.execute(connection, sql);
    return 0;
  }

  private long count(String table) {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT COUNT(*) FROM " + table);
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private static void assertCode(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Nested
  class Work {
    @Test
    void isKeptWhenItReturns() {
      transactions.write(connection -> run(connection, "INSERT INTO t VALUES ('a', 1)"));
      assertThat(count("t")).isEqualTo(1);
    }

    @Test
    void isUndoneWhenItThrows() {
      assertThatThrownBy(
              () ->
                  transactions.write(
                      connection -> {
                        run(connection, "INSERT INTO t VALUES ('a', 1)");
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");
      assertThat(count("t")).isZero();
    }

    @Test
    void thatTheDatabaseRefusesIsUndoneAndSaysSoWithoutTheRow() {
      assertThatThrownBy(
              () ->
                  transactions.write(
                      connection -> {
                        run(connection, "INSERT INTO t VALUES ('secret', 1)");
                        return run(connection, "INSERT INTO t VALUES ('secret', 2)");
                      }))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> {
                assertThat(e.code()).isEqualTo("core.duplicate-row");
                assertThat(e.isDuplicateRow()).isTrue();
                assertThat(e).hasMessageNotContaining("secret").hasMessageContaining("nothing");
              });
      assertThat(count("t")).isZero();
    }

    @Test
    void leavesTheConnectionFitForTheNext() {
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(() -> transactions.write(connection -> run(connection, "NONSENSE")))
            .isInstanceOf(StorageException.class);
      }
      transactions.write(connection -> run(connection, "INSERT INTO t VALUES ('a', 1)"));
      assertThat(count("t")).isEqualTo(1);
    }

    @Test
    void thatOnlyReadsSeesOneStateThroughout() {
      transactions.write(connection -> run(connection, "INSERT INTO t VALUES ('a', 1)"));
      long seen =
          transactions.read(
              connection -> {
                long before = number(connection);
                transactions.write(other -> run(other, "UPDATE t SET n = 2"));
                return before * 10 + number(connection);
              });
      assertThat(seen).isEqualTo(11);
      assertThat((long) transactions.<Long>read(JdbcContract::number)).isEqualTo(2);
    }

    @Test
    void ofManyThreadsIsNeverLost() throws Exception {
      transactions.write(connection -> run(connection, "INSERT INTO t VALUES ('a', 0)"));
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          done.add(
              threads.submit(
                  () -> transactions.write(c -> run(c, "UPDATE t SET n = n + 1 WHERE k = 'a'"))));
        }
        for (Future<?> one : done) {
          one.get();
        }
      } finally {
        threads.shutdown();
      }
      assertThat((long) transactions.<Long>read(JdbcContract::number)).isEqualTo(100);
    }
  }

  private static long number(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT n FROM t");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Nested
  class AJoinedTransaction {
    @Test
    void isCommittedOrUndoneWithTheHosts() {
      assertThatThrownBy(
              () ->
                  transactions.write(
                      connection -> {
                        Transactions joined = transactions.joining(connection);
                        joined.write(inner -> run(inner, "INSERT INTO t VALUES ('a', 1)"));
                        throw new IllegalStateException("the host changes its mind");
                      }))
          .hasMessageContaining("mind");
      assertThat(count("t")).isZero();
    }

    @Test
    void thatFailsLeavesTheHostsWhereItWas() {
      transactions.write(
          connection -> {
            run(connection, "INSERT INTO t VALUES ('host', 1)");
            Transactions joined = transactions.joining(connection);
            assertThatThrownBy(
                    () ->
                        joined.write(
                            inner -> {
                              run(inner, "INSERT INTO t VALUES ('ours', 1)");
                              return run(inner, "INSERT INTO t VALUES ('host', 2)");
                            }))
                .isInstanceOf(StorageException.class);
            return run(connection, "INSERT INTO t VALUES ('host too', 1)");
          });
      assertThat(count("t")).isEqualTo(2);
      assertThat(count("t WHERE k = 'ours'")).isZero();
    }
  }

  @Nested
  class WorkOutsideOfTransactions {
    @Test
    void mayBeWhatADatabaseRefusesInsideOne() {
      assertThatThrownBy(() -> transactions.write(connection -> run(connection, "VACUUM")))
          .isInstanceOf(StorageException.class);
      assertThat(transactions.<Integer>outside(connection -> run(connection, "VACUUM"))).isZero();
    }

    @Test
    void keepsEachStatementByItself() {
      assertThatThrownBy(
              () ->
                  transactions.outside(
                      connection -> {
                        run(connection, "INSERT INTO t VALUES ('a', 1)");
                        return run(connection, "INSERT INTO t VALUES ('a', 2)");
                      }))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.isDuplicateRow()).isTrue());
      assertThat(count("t")).isEqualTo(1);
    }

    @Test
    void isRefusedWhenJoinedToAHosts() {
      transactions.write(
          connection -> {
            run(connection, "INSERT INTO t VALUES ('host', 1)");
            Transactions joined = transactions.joining(connection);
            assertThatThrownBy(() -> joined.outside(inner -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing was run");
            return run(connection, "INSERT INTO t VALUES ('host too', 1)");
          });
      assertThat(count("t")).isEqualTo(2);
    }
  }

  @Nested
  class ASchema {
    private final Map<String, String> scripts = new HashMap<>();

    private Schema of(String... versions) {
      String folder = transactions.dialect().resourceName() + "/";
      return new Schema(
          "sample",
          path -> {
            String script = scripts.get(path.substring(folder.length()));
            return script == null
                ? null
                : new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8));
          },
          Arrays.asList(versions));
    }

    @BeforeEach
    void scripts() {
      scripts.put(
          "V001__one.sql", "-- first\nCREATE TABLE one (n INT);\nCREATE TABLE two (n INT);\n");
      scripts.put("V002__two.sql", "ALTER TABLE one ADD COLUMN m INT;");
    }

    @Test
    void isAppliedOnceAndOnlyWhenAsked() {
      Schema schema = of("V001__one");
      assertCode(() -> schema.check(transactions), "core.schema-missing");
      assertThat(schema.migrate(transactions)).isEqualTo(1);
      assertThat(schema.migrate(transactions)).isZero();
      schema.check(transactions);
      assertThat(count("one") + count("two")).isZero();
    }

    @Test
    void isBroughtUpToDateVersionByVersion() {
      of("V001__one").migrate(transactions);
      Schema newer = of("V001__one", "V002__two");
      assertThatThrownBy(() -> newer.check(transactions))
          .hasMessageContaining("V002__two is missing");
      assertThat(newer.migrate(transactions)).isEqualTo(1);
      newer.check(transactions);
    }

    @Test
    void ofANewerReleaseIsNotTouched() {
      of("V001__one", "V002__two").migrate(transactions);
      assertCode(() -> of("V001__one").check(transactions), "core.schema-newer");
      assertCode(() -> of("V001__one").migrate(transactions), "core.schema-newer");
    }

    @Test
    void fromAnotherScriptIsNotTouched() {
      of("V001__one").migrate(transactions);
      scripts.put("V001__one.sql", "CREATE TABLE one (n TEXT);");
      assertCode(() -> of("V001__one").check(transactions), "core.schema-changed");
    }

    @Test
    void whoseScriptFailsIsNotAppliedInPart() {
      scripts.put("V002__two.sql", "CREATE TABLE three (n INT);\nNONSENSE;\n");
      assertThatThrownBy(() -> of("V001__one", "V002__two").migrate(transactions))
          .isInstanceOf(StorageException.class);
      assertCode(() -> of("V001__one").check(transactions), "core.schema-missing");
      of("V001__one").migrate(transactions);
    }

    @Test
    void isAppliedOnceByManyAtOnce() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<Integer>> applied = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          applied.add(threads.submit(() -> of("V001__one", "V002__two").migrate(transactions)));
        }
        int sum = 0;
        for (Future<Integer> one : applied) {
          sum += one.get();
        }
        assertThat(sum).isEqualTo(2);
      } finally {
        threads.shutdown();
      }
    }
  }

  @Nested
  class AnOutbox {
    private final List<Event> ledger = new ArrayList<>();
    private Outbox outbox;

    @BeforeEach
    void migrate() {
      assertCode(() -> new Outbox(transactions), "core.schema-missing");
      Outbox.schema().migrate(transactions);
      outbox = new Outbox(transactions);
    }

    private Event event(int number) {
      return new Event(
          "Click",
          List.of(new SubjectRef("u" + number, Set.of("ip_hash"))),
          Map.of("n", (long) number, "ip_hash", "x", "text", "\u00e9\ud83d\ude00"),
          "key-" + number,
          List.of("publisher_id=pub-1", "user=u"));
    }

    @Test
    void keepsEventsExactlyIfTheTransactionCommits() {
      transactions.write(
          connection -> {
            run(connection, "INSERT INTO t VALUES ('a', 1)");
            outbox.on(connection).append(List.of(event(1), event(2)));
            return 0;
          });
      assertThatThrownBy(
              () ->
                  transactions.write(
                      connection -> {
                        outbox.on(connection).append(event(3));
                        throw new IllegalStateException("undone");
                      }))
          .hasMessage("undone");
      assertThat(outbox.size()).isEqualTo(2);
      assertThat(outbox.drainTo(ledger::addAll)).isEqualTo(2);
      assertThat(ledger).containsExactly(event(1), event(2));
      assertThat(outbox.size()).isZero();
    }

    @Test
    void handsOverWhatALedgerRefusedOnceItTakesIt() {
      transactions.write(
          connection -> {
            outbox.on(connection).append(event(1));
            return 0;
          });
      Journal refusing =
          events -> {
            throw new FactoryException("test.full", "no");
          };
      assertThatThrownBy(() -> outbox.drainTo(refusing)).hasMessage("no");
      assertThat(outbox.drainTo(ledger::addAll)).isEqualTo(1);
      assertThat(ledger).containsExactly(event(1));
    }

    @Test
    void drainsMoreThanOneBatchInOrder() {
      List<Event> many = new ArrayList<>();
      for (int number = 0; number < 2_500; number++) {
        many.add(event(number));
      }
      transactions.write(
          connection -> {
            outbox.on(connection).append(many);
            return 0;
          });
      assertThat(outbox.drainTo(ledger::addAll)).isEqualTo(2_500);
      assertThat(ledger).isEqualTo(many);
    }

    @Test
    void isLeftAloneByAnEmptyAppend() {
      transactions.write(
          connection -> {
            outbox.on(connection).append(List.of());
            return 0;
          });
      assertThat(outbox.drainTo(ledger::addAll)).isZero();
    }

    @Test
    void doesNotGuessAtAnEventOfALaterRelease() {
      transactions.write(
          connection -> run(connection, "INSERT INTO factory_outbox (event) VALUES ('{\"v\":2}')"));
      assertCode(() -> outbox.drainTo(ledger::addAll), "core.outbox-version");
      assertThat(outbox.size()).isEqualTo(1);
    }
  }
}

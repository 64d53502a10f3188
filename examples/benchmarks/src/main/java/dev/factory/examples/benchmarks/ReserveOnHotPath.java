package dev.factory.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.Budgets;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.money.NanoMoney;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many reservations a second one hot path of three levels takes on PostgreSQL, beside the raw
 * rate at which one caller updates one hot row there: a prepared statement that commits by itself,
 * the least that any durable counter can cost.
 */
public final class ReserveOnHotPath {
  private static final Map<String, String> DEFAULTS =
      Map.of("reservations", "5000", "rounds", "5", "callers", "1,256");
  private static final int POOL = 4;

  private final Options options;
  private final EmbeddedPostgres server;
  private int numbers;

  private ReserveOnHotPath(Options options, EmbeddedPostgres server) {
    this.options = options;
    this.server = server;
  }

  /**
   * Measures and prints.
   *
   * @param arguments settings as {@code name=value}: reservations of a run, rounds, callers
   *     (threads that reserve)
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("ReserveOnHotPath " + options);
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      new ReserveOnHotPath(options, server).measure(out);
    }
  }

  private String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  private void measure(PrintStream out) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setMaximumPoolSize(POOL);
    try (HikariDataSource source = new HikariDataSource(config)) {
      Transactions transactions = Transactions.over(source);
      JdbcBudgetStore.schema().migrate(transactions);
      InterleavedRuns runs = new InterleavedRuns(options.number("reservations"));
      runs.reference("raw update of one hot row, 1 caller", this::raw);
      for (int callers : options.numbers("callers")) {
        JdbcBudgetStore store = JdbcBudgetStore.over(transactions);
        Budgets budgets = HotPath.budgets(store);
        runs.candidate(
            "reservations on one path of 3 levels, " + callers + " callers",
            () -> reserve(budgets, callers));
      }
      runs.measure(options.number("rounds"), out);
    }
  }

  private long raw() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS hot (id INTEGER PRIMARY KEY, n BIGINT)");
      statement.execute("INSERT INTO hot VALUES (1, 0) ON CONFLICT DO NOTHING");
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE hot SET n = n + ? WHERE id = ?")) {
        long start = System.nanoTime();
        for (int count = 0; count < options.number("reservations"); count++) {
          update.setLong(1, 1);
          update.setInt(2, 1);
          update.executeUpdate();
        }
        return System.nanoTime() - start;
      }
    }
  }

  private long reserve(Budgets budgets, int callers) throws Exception {
    int run = numbers++;
    int all = options.number("reservations");
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    CountDownLatch ready = new CountDownLatch(callers);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        int own = caller;
        done.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  go.await();
                  for (int number = own; number < all; number += callers) {
                    requireGranted(budgets, run + "-" + number);
                  }
                  return null;
                }));
      }
      ready.await();
      long start = System.nanoTime();
      go.countDown();
      for (Future<?> one : done) {
        one.get();
      }
      return System.nanoTime() - start;
    } finally {
      threads.shutdown();
    }
  }

  private static void requireGranted(Budgets budgets, String id) {
    SpendTags tags = HotPath.TAGS;
    Bound bound = new Bound.AtMost(NanoMoney.ofNanos(HotPath.USD, 1_000), 0, 0, "book@1");
    if (!(budgets.reserve(id, tags, bound) instanceof SpendDecision.Granted)) {
      throw new IllegalStateException("a reservation was refused although there is room");
    }
  }
}

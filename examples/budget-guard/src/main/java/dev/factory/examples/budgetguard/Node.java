package dev.factory.examples.budgetguard;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.Budgets;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.money.NanoMoney;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * One process of the example. Its threads call until they have been refused some times in a row;
 * each refusal is a line of its output.
 */
final class Node {
  private static final int GIVE_UP = 10;
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private Node() {}

  /**
   * Calls until the budget is used up.
   *
   * @param args URL of the database, address of the provider, number of this process, threads of
   *     each guard, limit
   */
  public static void main(String[] args) throws Exception {
    NanoMoney limit = NanoMoney.parse(Terms.USD, args[4]);
    int threads = Integer.parseInt(args[3]);
    ProviderClient provider = new ProviderClient(URI.create(args[1]));
    InstantSource time = Clock.tickMillis(ZoneOffset.UTC);
    ExecutorService pool = Executors.newFixedThreadPool(threads * Side.values().length);
    try (HikariDataSource source = open(args[0])) {
      Transactions transactions = Transactions.over(source);
      Guard hard = new HardGuard(budgets(transactions, limit, time), provider, time);
      Guard naive = new NaiveGuard(transactions, limit, provider, time);
      List<Future<?>> callers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String name = args[2] + "-" + thread;
        callers.add(pool.submit(() -> callUntilRefused(hard, Side.GUARDED, name)));
        callers.add(pool.submit(() -> callUntilRefused(naive, Side.NAIVE, name)));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  static HikariDataSource open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    return new HikariDataSource(config);
  }

  static Budgets budgets(Transactions transactions, NanoMoney limit, InstantSource time) {
    return Budgets.over(
        JdbcBudgetStore.over(transactions), BudgetSource.of(Terms.budget(limit)), time);
  }

  private static void callUntilRefused(Guard guard, Side side, String name) {
    int refused = 0;
    for (int call = 0; refused < GIVE_UP; call++) {
      if (guard.call(name + "-" + call)) {
        refused = 0;
      } else {
        refused++;
        System.out.println(side.text());
        LockSupport.parkNanos(PAUSE_NANOS); // calls under way may leave something over
      }
    }
  }
}

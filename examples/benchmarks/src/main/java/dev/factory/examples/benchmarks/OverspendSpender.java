package dev.factory.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.IdSource;
import dev.factory.core.jdbc.StorageException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.Budgets;
import dev.factory.cost.LeaseTerms;
import dev.factory.cost.LeasedBudgets;
import dev.factory.cost.LeasedDecision;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.spi.BudgetStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One process of {@link OverspendRun}: its threads spend from one budget after the other, each with
 * a clock of its own that steps to and fro across the month end.
 */
final class OverspendSpender {
  private static final int GUARDED = 2;
  private static final int NAIVE = 4;

  private OverspendSpender() {}

  /**
   * Spends until a file {@code stop} appears.
   *
   * @param args URL of the database, folder of the diaries, number of this process, budget to begin
   *     with, the same for the naive guard, how many processes spend at once
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    int first = Integer.parseInt(args[3]);
    int firstNaive = Integer.parseInt(args[4]);
    int spenders = Integer.parseInt(args[5]) * GUARDED;
    ExecutorService threads = Executors.newCachedThreadPool();
    try (HikariDataSource source = OverspendTerms.open(args[0])) {
      Transactions transactions = patiently(() -> Transactions.over(source));
      BudgetStore store = patiently(() -> JdbcBudgetStore.over(transactions));
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < GUARDED; thread++) {
        String name = args[2] + "-" + thread;
        boolean mayLease = thread == 1;
        running.add(
            threads.submit(() -> new Spending(store, folder, name, spenders, mayLease).run(first)));
      }
      for (int thread = 0; thread < NAIVE; thread++) {
        String name = args[2] + "-n" + thread;
        running.add(
            threads.submit(() -> new NaiveSpending(transactions, folder, name).run(firstNaive)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** {@return what {@code work} gives as soon as the database answers} */
  static <T> T patiently(Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (StorageException down) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  /** The provider at work. */
  static void callTheProvider() {
    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
  }

  static boolean stopped(Path folder) {
    return Files.exists(folder.resolve("stop"));
  }

  /** One thread with the guard. */
  private static final class Spending {
    private static final int GIVE_UP = 5;
    private static final int STEP_EVERY = 20;
    private static final int EXPIRE_EVERY = 200;
    private static final int FLUSH_EVERY = 50;
    private static final Duration FARTHEST = Duration.ofHours(1);

    private final Path folder;
    private final String name;
    private final boolean mayLease;
    private final Random random = new Random();
    private final Budgets budgets;
    private final LeasedBudgets leases;
    private volatile Instant clock = OverspendTerms.MONTH_END;

    private Spending(BudgetStore store, Path folder, String name, int spenders, boolean mayLease) {
      this.folder = folder;
      this.name = name;
      this.mayLease = mayLease;
      this.budgets = OverspendTerms.budgets(store, () -> clock);
      this.leases =
          LeasedBudgets.over(
              budgets,
              new LeaseTerms(
                  spenders,
                  NanoMoney.ofNanos(OverspendTerms.USD, 20 * OverspendTerms.MOST),
                  OverspendTerms.SETTLED_WITHIN),
              IdSource.uuidV7(Clock.tickMillis(ZoneOffset.UTC), new SecureRandom()));
    }

    private void run(int first) {
      for (int budget = first; !stopped(folder); budget++) {
        try (OverspendDiary diary = OverspendDiary.open(folder, budget, name)) {
          use(budget, diary);
        }
      }
      patiently(
          () -> {
            leases.close();
            return true;
          });
    }

    private void use(int budget, OverspendDiary diary) {
      int[] refused = new int[2];
      boolean leasing = mayLease && OverspendTerms.leased(budget);
      for (int call = 0; refused[0] < GIVE_UP || refused[1] < GIVE_UP; call++) {
        if (call % STEP_EVERY == 0 || refused[OverspendTerms.month(clock)] >= GIVE_UP) {
          stepTo(refused[0] >= GIVE_UP ? 1 : refused[1] >= GIVE_UP ? 0 : random.nextInt(2));
        }
        clock = clock.plus(1, ChronoUnit.MICROS);
        int month = OverspendTerms.month(clock);
        String id = budget + ":" + name + ":" + call;
        long cost = random.nextLong(OverspendTerms.MOST + 1);
        boolean passed =
            leasing ? leased(budget, id, cost, diary) : direct(budget, id, cost, diary);
        refused[month] = passed ? 0 : refused[month] + 1;
        if (stopped(folder)) {
          return;
        }
        keepHouse(call, leasing);
      }
      if (leasing) {
        giveBack();
      }
    }

    private void stepTo(int month) {
      Duration away = Duration.ofNanos(1 + random.nextLong(FARTHEST.toNanos()));
      clock =
          (month == 0 ? OverspendTerms.MONTH_END.minus(away) : OverspendTerms.MONTH_END.plus(away))
              .truncatedTo(ChronoUnit.MICROS);
    }

    private boolean direct(int budget, String id, long cost, OverspendDiary diary) {
      int month = OverspendTerms.month(clock);
      diary.asked(id, month);
      SpendDecision decision =
          patiently(
              () -> budgets.reserve(id, OverspendTerms.caller(budget), OverspendTerms.bound()));
      if (decision instanceof SpendDecision.Refused) {
        diary.refused(id);
        return false;
      }
      if (!(decision instanceof SpendDecision.Granted)) {
        // asked again after the database was away, and expired meanwhile: never sent
        return true;
      }
      diary.billed(id, month, cost);
      callTheProvider();
      patiently(() -> budgets.settle(id, OverspendTerms.charge(id, cost, clock)));
      diary.settled(id);
      return true;
    }

    private boolean leased(int budget, String id, long cost, OverspendDiary diary) {
      int month = OverspendTerms.month(clock);
      diary.asked(id, month);
      NanoMoney most = NanoMoney.ofNanos(OverspendTerms.USD, OverspendTerms.MOST);
      LeasedDecision decision =
          patiently(() -> leases.path(OverspendTerms.caller(budget)).reserve(most));
      if (!(decision instanceof LeasedDecision.Granted granted)) {
        diary.refused(id);
        return false;
      }
      diary.billed(id, month, cost);
      callTheProvider();
      granted.hold().settle(OverspendTerms.charge(id, cost, clock));
      diary.settled(id);
      return true;
    }

    private void keepHouse(int call, boolean leasing) {
      if (call % EXPIRE_EVERY == 0) {
        patiently(budgets::expire);
      }
      if (leasing && call % FLUSH_EVERY == 0) {
        patiently(
            () -> {
              leases.flush();
              return true;
            });
      }
    }

    private void giveBack() {
      patiently(
          () -> {
            leases.giveBack();
            return true;
          });
    }
  }
}

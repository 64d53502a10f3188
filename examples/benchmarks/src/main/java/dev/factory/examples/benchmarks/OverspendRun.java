package dev.factory.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.BudgetStatus;
import dev.factory.cost.Budgets;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.spi.BudgetStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Whether budgets hold while processes are killed, the database restarts and clocks step. Several
 * processes spend one budget after the other, on three levels and in two months each; what the
 * provider bills is written to files, outside of the database.
 *
 * <p>It fails if a bill exceeds a limit, if a full budget leaves more than 0.1 % unused, if a call
 * without leases was refused although there was room, or if the naive guard beside it never
 * overspends, for then the run was too easy.
 */
public final class OverspendRun {
  private static final Map<String, String> DEFAULTS =
      Map.of("seconds", "600", "processes", "4", "kill", "5", "heap", "96m");
  private static final Instant[] WITHIN = {
    OverspendTerms.MONTH_END.minus(Duration.ofHours(2)),
    OverspendTerms.MONTH_END.plus(Duration.ofHours(2))
  };

  private final Options options;
  private final Path diaries;
  private final PrintStream out;
  private final List<Process> running = new ArrayList<>();
  private final Random random = new Random();
  private int started;
  private int kills;

  private OverspendRun(Options options, Path diaries, PrintStream out) {
    this.options = options;
    this.diaries = diaries;
    this.out = out;
  }

  /**
   * Runs, checks and prints.
   *
   * @param arguments settings as {@code name=value}: seconds, processes, kill (seconds from one
   *     {@code kill -9} to the next), heap (of each process)
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("OverspendRun " + options);
    Path folder = Files.createTempDirectory("factory-overspend");
    Path diaries = Files.createDirectory(folder.resolve("diaries"));
    try (RestartablePostgres server = new RestartablePostgres(folder.resolve("data"));
        HikariDataSource source = OverspendTerms.open(server.url())) {
      Transactions transactions = Transactions.over(source);
      JdbcBudgetStore.schema().migrate(transactions);
      NaiveSpending.prepare(transactions);
      OverspendRun run = new OverspendRun(options, diaries, out);
      run.spend(server);
      run.judge(JdbcBudgetStore.over(transactions));
    } finally {
      delete(folder);
    }
  }

  private void spend(RestartablePostgres server) throws Exception {
    try {
      for (int number = 0; number < options.number("processes"); number++) {
        running.add(start(server.url()));
      }
      long begun = System.nanoTime();
      long whole = TimeUnit.SECONDS.toNanos(options.number("seconds"));
      int restarts = 0;
      while (System.nanoTime() - begun < whole) {
        int victim = random.nextInt(running.size());
        if (running.get(victim).waitFor(options.number("kill"), TimeUnit.SECONDS)) {
          throw new IllegalStateException("a process ended by itself");
        }
        running.get(victim).destroyForcibly().waitFor();
        kills++;
        running.set(victim, start(server.url()));
        if ((System.nanoTime() - begun) * 3 > whole * (restarts + 1) && restarts < 2) {
          restarts++;
          restart(server, restarts);
        }
      }
      stop();
    } finally {
      running.forEach(Process::destroyForcibly);
    }
  }

  private void restart(RestartablePostgres server, int number) throws Exception {
    if (number == 1) {
      server.shutDownAndStart();
      out.println("PostgreSQL was shut down and started again");
    } else {
      server.killAndStart();
      out.println("PostgreSQL was killed and started again");
    }
  }

  private Process start(String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + options.text("heap"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            System.getProperty("java.class.path"),
            OverspendSpender.class.getName(),
            url,
            diaries.toString(),
            Integer.toString(started++),
            Integer.toString(OverspendDiary.newest(diaries)),
            Integer.toString(OverspendDiary.newestNaive(diaries)),
            options.text("processes"))
        .inheritIO()
        .start();
  }

  private void stop() throws IOException, InterruptedException {
    Files.createFile(diaries.resolve("stop"));
    for (Process process : running) {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("a process did not end in order");
      }
    }
  }

  private void judge(BudgetStore store) throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(WITHIN[1]);
    Budgets budgets = OverspendTerms.budgets(store, now::get);
    budgets.expire();
    OverspendVerdict verdict = new OverspendVerdict();
    int newest = OverspendDiary.newest(diaries);
    for (int budget = 0; budget <= newest; budget++) {
      BudgetStatus[] months = new BudgetStatus[2];
      try (OverspendDiary rest = OverspendDiary.open(diaries, budget, "rest")) {
        for (int month = 0; month < 2; month++) {
          now.set(WITHIN[month]);
          spendTheRest(budgets, budget, month, rest, now.get());
          months[month] = budgets.status(OverspendTerms.caller(budget)).get(0);
        }
      }
      verdict.add(OverspendDiary.read(diaries, budget), months, OverspendTerms.leased(budget));
    }
    out.printf(
        Locale.ROOT,
        "%d processes, %d of them killed; clocks stepped across the month end all along%n",
        started,
        kills);
    verdict.print(out);
    verdict.require();
  }

  /** Fills a budget up, so that what is left then is what the guard could not use. */
  private static void spendTheRest(
      Budgets budgets, int budget, int month, OverspendDiary diary, Instant at) {
    for (int call = 0; ; call++) {
      String id = budget + ":rest-" + month + ":" + call;
      diary.asked(id, month);
      SpendDecision decision =
          budgets.reserve(id, OverspendTerms.caller(budget), OverspendTerms.bound());
      if (!(decision instanceof SpendDecision.Granted)) {
        diary.refused(id);
        return;
      }
      diary.billed(id, month, OverspendTerms.MOST);
      budgets.settle(id, OverspendTerms.charge(id, OverspendTerms.MOST, at));
      diary.settled(id);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

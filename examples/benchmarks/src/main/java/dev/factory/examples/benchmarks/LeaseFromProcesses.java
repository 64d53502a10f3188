package dev.factory.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.IdSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.LeaseTerms;
import dev.factory.cost.LeasedBudgets;
import dev.factory.cost.LeasedDecision;
import dev.factory.cost.LeasedPath;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.usage.Usage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many calls a second processes let through together by lease, from one path of three levels on
 * one PostgreSQL: calls that are held and let go, and calls of which some are settled, each of
 * which becomes a durable row.
 */
public final class LeaseFromProcesses {
  private static final Map<String, String> DEFAULTS =
      Map.of("processes", "4", "seconds", "5", "settled", "0,100");

  private LeaseFromProcesses() {}

  /**
   * Measures and prints.
   *
   * @param arguments settings as {@code name=value}: processes, seconds, settled (of so many calls
   *     one is settled and the others are let go; 0 for none, 1 for all)
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("LeaseFromProcesses " + options);
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      JdbcBudgetStore.schema().migrate(Transactions.over(server.getPostgresDatabase()));
      for (int settled : options.numbers("settled")) {
        long calls = measure(options, url, settled);
        out.printf(
            Locale.ROOT,
            "%d processes, %s: %,d calls in %d s: %,d/s%n",
            options.number("processes"),
            settled == 0 ? "none settled" : "1 of " + settled + " settled",
            calls,
            options.number("seconds"),
            calls / options.number("seconds"));
      }
    }
  }

  /** {@return how many calls were let through together} */
  private static long measure(Options options, String url, int settled)
      throws IOException, InterruptedException {
    List<Process> callers = new ArrayList<>();
    for (int number = 0; number < options.number("processes"); number++) {
      callers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Caller.class.getName(),
                  url,
                  options.text("processes"),
                  options.text("seconds"),
                  Integer.toString(settled))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    List<BufferedReader> said = new ArrayList<>();
    for (Process caller : callers) {
      said.add(
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII)));
    }
    for (BufferedReader lines : said) {
      lines.readLine(); // it is ready
    }
    for (Process caller : callers) {
      caller.getOutputStream().write('\n');
      caller.getOutputStream().flush();
    }
    long calls = 0;
    for (int number = 0; number < callers.size(); number++) {
      String count = said.get(number).readLine();
      if (count == null || callers.get(number).waitFor() != 0) {
        throw new IllegalStateException("a process failed");
      }
      calls += Long.parseLong(count);
    }
    return calls;
  }

  /** One of the processes. */
  static final class Caller {
    private static final NanoMoney MOST = NanoMoney.ofNanos(HotPath.USD, 1_000);
    private static final int LOOK_AT_THE_CLOCK = 1_024;

    private Caller() {}

    /**
     * Calls for some seconds after a line of input, and prints how many calls were let through.
     *
     * @param args URL of the database, processes, seconds, of how many calls one is settled
     */
    public static void main(String[] args) throws IOException {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(args[0]);
      config.setMaximumPoolSize(2);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        LeasedBudgets leases =
            LeasedBudgets.over(
                HotPath.budgets(JdbcBudgetStore.over(Transactions.over(pool))),
                new LeaseTerms(
                    Integer.parseInt(args[1]),
                    NanoMoney.ofNanos(HotPath.USD, 1_000_000_000_000L),
                    Duration.ofMinutes(5)),
                IdSource.uuidV7(Clock.tickMillis(ZoneOffset.UTC), new SecureRandom()));
        Spender spender = new Spender(leases, Integer.parseInt(args[3]));
        spender.callFor(Duration.ofSeconds(1)); // to warm up
        System.out.println("ready");
        System.in.read();
        System.out.println(spender.callFor(Duration.ofSeconds(Long.parseLong(args[2]))));
        leases.close();
      }
    }

    private static final class Spender {
      private final LeasedBudgets leases;
      private final LeasedPath path;
      private final int settled;
      private final String name;
      private long calls;

      private Spender(LeasedBudgets leases, int settled) {
        this.leases = leases;
        this.path = leases.path(HotPath.TAGS);
        this.settled = settled;
        this.name = Long.toString(new SecureRandom().nextLong());
      }

      private long callFor(Duration length) {
        long before = calls;
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(length);
        while (System.nanoTime() < end) {
          for (int call = 0; call < LOOK_AT_THE_CLOCK; call++) {
            call();
          }
        }
        leases.flush(); // what was settled is durable before it is counted
        return calls - before;
      }

      private void call() {
        if (!(path.reserve(MOST) instanceof LeasedDecision.Granted granted)) {
          throw new IllegalStateException("a call was refused although there is room");
        }
        calls++;
        if (settled > 0 && calls % settled == 0) {
          granted.hold().settle(charge());
        } else {
          granted.hold().release();
        }
      }

      private Charge charge() {
        return new Charge(
            name + "/" + calls,
            "local",
            "scripted",
            Usage.of(10, 5),
            ExactCost.of(NanoMoney.ofNanos(HotPath.USD, 700)),
            "book@1",
            Instant.EPOCH);
      }
    }
  }
}

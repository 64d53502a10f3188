package dev.factory.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import dev.factory.receipts.spi.StreamHead;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Whether many processes with one ledger on one PostgreSQL fork its chain or refuse what they
 * should not, and how fast they are together. Every receipt has a signature of its own; the time
 * runs from the start of the first process to the end of the last one, and all are verified after.
 */
public final class AppendFromProcesses {
  private static final Map<String, String> DEFAULTS =
      Map.of("processes", "8", "receipts", "1000000", "list", "1000", "heap", "256m");
  private static final String LEDGER = "factory.example/receipts/shared";
  private static final String ALL = "publisher_id=pub-456";

  private AppendFromProcesses() {}

  /**
   * Runs, verifies and prints.
   *
   * @param arguments settings as {@code name=value}: processes, receipts (of all processes
   *     together), list (how many events are handed over at once), heap (of each process)
   */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    PrintStream out = System.out;
    out.println("AppendFromProcesses " + options);
    Path key = Files.createTempDirectory("factory-benchmarks").resolve("key.pem");
    Ledgers.KEY.savePem(key);
    try (PostgresServer server = new PostgresServer();
        Database.Instance database = server.empty()) {
      out.println(server.name() + ": " + server.durability());
      long begun = System.nanoTime();
      long alarms = append(options, server.latestUrl(), key);
      double seconds = (System.nanoTime() - begun) / 1e9;
      int receipts = options.number("receipts");
      out.printf(
          Locale.ROOT,
          "%,d receipts from %d processes in %.1f s: %,.0f/s%nfalse alarms: %d%n",
          receipts,
          options.number("processes"),
          seconds,
          receipts / seconds,
          alarms);
      verify(new JdbcReceiptStore(database.transactions()), receipts, out);
    } finally {
      Files.delete(key);
      Files.delete(key.getParent());
    }
  }

  /** {@return how many appends were refused or failed, by the count of the processes} */
  private static long append(Options options, String url, Path key)
      throws IOException, InterruptedException {
    int processes = options.number("processes");
    int share = options.number("receipts") / processes;
    List<Process> writers = new ArrayList<>();
    for (int number = 0; number < processes; number++) {
      int rest = number == 0 ? options.number("receipts") % processes : 0;
      writers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + options.text("heap"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  url,
                  key.toString(),
                  Integer.toString(number),
                  Integer.toString(share + rest),
                  options.text("list"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    long alarms = 0;
    for (Process writer : writers) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
        String count = lines.readLine();
        alarms += count == null ? 1 : Long.parseLong(count);
      }
      alarms += writer.waitFor() == 0 ? 0 : 1;
    }
    return alarms;
  }

  private static void verify(JdbcReceiptStore store, int receipts, PrintStream out) {
    long begun = System.nanoTime();
    VerificationReport report =
        ReceiptVerifier.trusting(TrustedKeys.of(Ledgers.KEY.verifier())).verify(store);
    out.printf(Locale.ROOT, "verified in %.1f s%n", (System.nanoTime() - begun) / 1e9);
    report.fault().ifPresent(fault -> out.println("first fault: " + fault));
    StreamHead all = store.streamHeads(List.of(ALL)).get(ALL);
    boolean complete = report.receipts() == receipts + 1L && all != null && all.size() == receipts;
    out.println(
        "chain and signatures: "
            + (report.isValid() ? "VALID" : "INVALID")
            + ", receipts missing or doubled: "
            + Math.abs(report.receipts() - receipts - 1L));
    if (!report.isValid() || !complete) {
      throw new IllegalStateException("the ledger is not what was appended");
    }
  }

  /** One of the processes. */
  static final class Writer {
    private Writer() {}

    /**
     * Appends, and prints how often that failed.
     *
     * @param args URL of the database, key file, number of this process, how many events, how many
     *     at once
     */
    public static void main(String[] args) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(args[0]);
      config.setMaximumPoolSize(2);
      ExecutorService signer = Executors.newFixedThreadPool(1);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        Receipts ledger =
            Receipts.named(LEDGER)
                .store(new JdbcReceiptStore(Transactions.over(pool)))
                .signer(SigningKey.loadPem(Path.of(args[1])))
                .time(Clock.tickMillis(ZoneOffset.UTC))
                .executor(signer)
                .open();
        int count = Integer.parseInt(args[3]);
        int list = Integer.parseInt(args[4]);
        long alarms = 0;
        for (int from = 0; from < count; from += list) {
          alarms += append(ledger, args[2], from, Math.min(from + list, count));
        }
        System.out.println(alarms);
      } finally {
        signer.shutdown();
      }
    }

    private static long append(Receipts ledger, String process, int from, int to) {
      List<Event> events = new ArrayList<>();
      for (int number = from; number < to; number++) {
        String id = process + "-" + number;
        events.add(Event.of("ClickRecorded", id, Clicks.data(number), ALL));
      }
      for (long alarms = 0; ; alarms++) {
        try {
          ledger.append(events);
          return alarms;
        } catch (FactoryException e) {
          System.err.println("process " + process + ": " + e.code());
        }
      }
    }
  }
}

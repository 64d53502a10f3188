package dev.factory.examples.benchmarks;

import dev.factory.core.journal.Event;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningMode;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.PrintStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many receipts a second become durable, beside the raw batched insert of the very same rows:
 * same tables, indexes, bytes, transactions and durability, by plain JDBC.
 *
 * <p>A run of the ledger starts from events and ends when all are acknowledged, so it pays for
 * canonical form, commitment, chaining, signing and the rows. A raw run starts from rows that lie
 * ready.
 */
public final class AppendReceipts {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "receipts", "100000",
          "batch", "1000",
          "rounds", "7",
          "databases", "sqlite,postgresql",
          "callers", "1,4",
          "lists", "1000,10000",
          "signers", "2",
          "signing", "PER_RECORD,BATCH");

  private final Options options;
  private final PrintStream out;
  private final List<Event> events;
  private final List<LedgerRow> rows;

  private AppendReceipts(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
    this.events = Clicks.events(options.number("receipts"));
    this.rows = LedgerRow.ofClicks(options.number("receipts"));
  }

  /**
   * Measures and prints.
   *
   * @param arguments settings as {@code name=value}: receipts of a run, batch (receipts of a
   *     transaction), rounds, databases, callers (threads that append), lists (how many events a
   *     caller hands over at once), signers (threads of the ledger's executor), signing (modes)
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("AppendReceipts " + options);
    AppendReceipts benchmark = new AppendReceipts(options, out);
    for (String kind : options.list("databases")) {
      try (Database database = open(kind)) {
        benchmark.measure(database);
      }
    }
  }

  private static Database open(String kind) {
    return switch (kind) {
      case "sqlite" -> new SqliteFolder();
      case "postgresql" -> new PostgresServer();
      default ->
          throw new IllegalArgumentException("databases are sqlite and postgresql, not " + kind);
    };
  }

  private void measure(Database database) throws Exception {
    out.println(database.name() + ": " + database.durability());
    InterleavedRuns runs = new InterleavedRuns(rows.size());
    for (Database.Raw raw : database.rawWays()) {
      runs.reference(raw.name(), () -> raw(database, raw));
    }
    for (String mode : options.list("signing")) {
      for (int callers : options.numbers("callers")) {
        for (int size : options.numbers("lists")) {
          runs.candidate(
              "ledger, " + mode + ", " + callers + " callers, lists of " + size,
              () -> ledger(database, SigningMode.valueOf(mode), callers, size));
        }
      }
    }
    runs.measure(options.number("rounds"), out);
  }

  private long raw(Database database, Database.Raw way) throws Exception {
    int batch = options.number("batch");
    try (Database.Instance instance = database.empty();
        Connection connection = instance.connect()) {
      connection.setAutoCommit(false);
      System.gc();
      long start = System.nanoTime();
      try (RawInsert insert = way.opener().open(connection)) {
        for (int from = 0; from < rows.size(); from += batch) {
          insert.write(rows.subList(from, Math.min(from + batch, rows.size())));
          connection.commit();
        }
      }
      return System.nanoTime() - start;
    }
  }

  private long ledger(Database database, SigningMode mode, int callers, int size) throws Exception {
    ExecutorService signers = Executors.newFixedThreadPool(options.number("signers"));
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (Database.Instance instance = database.empty()) {
      Receipts ledger =
          Ledgers.builder(new JdbcReceiptStore(instance.transactions()))
              .executor(signers)
              .signing(mode)
              .maxBatch(options.number("batch"))
              .open();
      System.gc();
      long start = System.nanoTime();
      List<Future<?>> done = new ArrayList<>();
      for (List<Event> share : slices(events, (events.size() + callers - 1) / callers)) {
        done.add(threads.submit(() -> slices(share, size).forEach(ledger::append)));
      }
      for (Future<?> caller : done) {
        caller.get();
      }
      long nanos = System.nanoTime() - start;
      if (ledger.head().size() != events.size() + 1) {
        throw new IllegalStateException("the ledger has " + ledger.head().size() + " receipts");
      }
      return nanos;
    } finally {
      threads.shutdown();
      signers.shutdown();
    }
  }

  private static <T> List<List<T>> slices(List<T> all, int size) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      slices.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return slices;
  }
}

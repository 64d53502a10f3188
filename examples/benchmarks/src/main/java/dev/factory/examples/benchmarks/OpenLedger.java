package dev.factory.examples.benchmarks;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningMode;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * How long it takes to open a large SQLite ledger, to make its first checkpoint and the next one,
 * to prove a receipt, and to look receipts up by id. Run it with a small heap: memory must not grow
 * with the ledger.
 */
public final class OpenLedger {
  private static final Map<String, String> DEFAULTS =
      Map.of("receipts", "1000000", "rounds", "5", "lookups", "10000");
  private static final int LIST = 10_000;
  private static final int KEPT_IDS = 100_000;

  private OpenLedger() {}

  /**
   * Measures and prints.
   *
   * @param arguments settings as {@code name=value}: receipts in the ledger, rounds of opening it,
   *     lookups
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    out.println("OpenLedger " + options + ", heap of at most " + heap + " MB");
    Path folder = Files.createTempDirectory("factory-benchmarks");
    try {
      Path file = folder.resolve("ledger.db");
      List<UUID> ids = write(file, options.number("receipts"));
      for (int round = 1; round <= options.number("rounds"); round++) {
        open(out, file, round);
      }
      lookUp(out, file, ids, options.number("lookups"));
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static List<UUID> write(Path file, int receipts) {
    List<UUID> ids = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try (Transactions transactions = Transactions.sqlite(file)) {
      JdbcReceiptStore.schema().migrate(transactions);
      Receipts ledger =
          Ledgers.builder(new JdbcReceiptStore(transactions))
              .signing(SigningMode.BATCH)
              .executor(executor)
              .open();
      int each = Math.max(1, receipts / KEPT_IDS);
      for (int from = 0; from < receipts; from += LIST) {
        List<Event> events = new ArrayList<>(LIST);
        for (int number = from; number < Math.min(from + LIST, receipts); number++) {
          events.add(Clicks.event(number));
        }
        ledger.append(events).stream()
            .filter(outcome -> outcome.receipt().header().seq() % each == 0)
            .forEach(outcome -> ids.add(outcome.receipt().header().id()));
      }
    } finally {
      executor.shutdown();
    }
    return ids;
  }

  private static void open(PrintStream out, Path file, int round) throws IOException {
    long start = System.nanoTime();
    try (Transactions transactions = Transactions.sqlite(file)) {
      Receipts ledger = Ledgers.builder(new JdbcReceiptStore(transactions)).open();
      long opened = System.nanoTime();
      ledger.proofs().checkpoint();
      long checkpointed = System.nanoTime();
      UUID last = ledger.append(Clicks.event(-round)).receipt().header().id();
      long appended = System.nanoTime();
      ledger.proofs().prove(last);
      long proved = System.nanoTime();
      out.printf(
          Locale.ROOT,
          "round %d: open %.1f ms, checkpoint %.1f ms, append %.1f ms, checkpoint and proof of it"
              + " %.1f ms%n",
          round,
          (opened - start) / 1e6,
          (checkpointed - opened) / 1e6,
          (appended - checkpointed) / 1e6,
          (proved - appended) / 1e6);
    }
  }

  private static void lookUp(PrintStream out, Path file, List<UUID> ids, int lookups) {
    Random random = new Random(1);
    long[] nanos = new long[lookups];
    try (Transactions transactions = Transactions.sqlite(file)) {
      Receipts ledger = Ledgers.builder(new JdbcReceiptStore(transactions)).open();
      for (int i = 0; i < lookups; i++) {
        UUID id = ids.get(random.nextInt(ids.size()));
        long start = System.nanoTime();
        ledger.byId(id).orElseThrow();
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "look-up by id: median %.3f ms, p99 %.3f ms, slowest %.3f ms%n",
        nanos[lookups / 2] / 1e6,
        nanos[lookups * 99 / 100] / 1e6,
        nanos[lookups - 1] / 1e6);
  }
}

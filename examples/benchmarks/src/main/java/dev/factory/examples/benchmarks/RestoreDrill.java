package dev.factory.examples.benchmarks;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.receipts.Audit;
import dev.factory.receipts.AuditPoint;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningMode;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.archive.ReceiptArchive;
import dev.factory.receipts.archive.RestoreOutcome;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The restore drill of the operations guide on a large SQLite ledger: it is archived by ISO week,
 * lost, rebuilt from the archives alone and verified, each step timed. The guide asks for 15
 * minutes and nothing lost. Then more is appended, and an audit goes on from the one before.
 */
public final class RestoreDrill {
  private static final Map<String, String> DEFAULTS =
      Map.of("receipts", "1000000", "weeks", "4", "added", "10000");
  private static final int LIST = 10_000;

  private final PrintStream out;
  private final int receipts;
  private final int weeks;
  private final int added;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-05T00:00:00Z"));

  private RestoreDrill(Options options, PrintStream out) {
    this.out = out;
    this.receipts = options.number("receipts");
    this.weeks = options.number("weeks");
    this.added = options.number("added");
  }

  /**
   * Runs and prints.
   *
   * @param arguments settings as {@code name=value}: receipts in the ledger, weeks they were
   *     written in, receipts added after the restore
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("RestoreDrill " + options);
    new RestoreDrill(options, out).run();
  }

  private void run() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Path folder = Files.createTempDirectory("factory-benchmarks");
    InstantSource time = now::get;
    ReceiptArchive archive = ReceiptArchive.in(folder.resolve("archive"), time);
    ReceiptVerifier verifier = ReceiptVerifier.trusting(Ledgers.TRUST).on(executor);
    try {
      VerificationReport before = write(folder.resolve("ledger.db"), archive, verifier, executor);
      Files.delete(folder.resolve("ledger.db"));
      long begun = System.nanoTime();
      try (Transactions transactions = Transactions.sqlite(folder.resolve("restored.db"))) {
        JdbcReceiptStore.schema().migrate(transactions);
        JdbcReceiptStore store = new JdbcReceiptStore(transactions);
        timed(
            "restore",
            () -> {
              if (!(archive.restore(store, done -> {}) instanceof RestoreOutcome.Restored)) {
                throw new IllegalStateException("the archives were refused");
              }
            });
        AtomicReference<Audit> audit = new AtomicReference<>();
        timed("verify what was restored", () -> audit.set(verifier.audit(store)));
        out.printf(Locale.ROOT, "drill: %.1f s%n", (System.nanoTime() - begun) / 1e9);
        VerificationReport after = audit.get().report();
        out.println("restored " + after.receipts() + " of " + before.receipts() + " receipts");
        out.println("valid: " + after.isValid() + ", same root: " + same(before, after));
        goOn(store, verifier, executor, audit.get().next().orElseThrow());
      }
    } finally {
      executor.shutdown();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean same(VerificationReport before, VerificationReport after) {
    return before.root() != null && before.root().equals(after.root());
  }

  private VerificationReport write(
      Path file, ReceiptArchive archive, ReceiptVerifier verifier, ExecutorService executor)
      throws Exception {
    try (Transactions transactions = Transactions.sqlite(file)) {
      JdbcReceiptStore.schema().migrate(transactions);
      JdbcReceiptStore store = new JdbcReceiptStore(transactions);
      Receipts ledger = open(store, executor);
      int lists = Math.max(weeks, receipts / LIST);
      for (int list = 0; list < lists; list++) {
        append(ledger, (int) (receipts * (long) list / lists), share(list, lists));
        now.updateAndGet(at -> at.plus(Duration.ofDays(7L * weeks).dividedBy(lists)));
      }
      timed("archive", () -> archive.archiveAllSoFar(store));
      return verifier.verify(store);
    }
  }

  private int share(int list, int lists) {
    return (int) (receipts * (list + 1L) / lists - receipts * (long) list / lists);
  }

  private Receipts open(JdbcReceiptStore store, ExecutorService executor) {
    return Ledgers.builder(store)
        .time(now::get)
        .signing(SigningMode.BATCH)
        .executor(executor)
        .open();
  }

  private static void append(Receipts ledger, int from, int count) {
    List<Event> events = new ArrayList<>(count);
    for (int number = from; number < from + count; number++) {
      events.add(Clicks.event(number));
    }
    ledger.append(events);
  }

  private void goOn(
      JdbcReceiptStore store, ReceiptVerifier verifier, ExecutorService executor, AuditPoint point)
      throws Exception {
    append(open(store, executor), receipts, added);
    AtomicReference<VerificationReport> report = new AtomicReference<>();
    timed(
        "audit of " + added + " receipts more, going on from the one before",
        () -> report.set(verifier.since(point).verify(store)));
    report.get().lines().forEach(out::println);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void timed(String what, Step step) throws IOException {
    long start = System.nanoTime();
    step.run();
    out.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
  }
}

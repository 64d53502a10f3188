package dev.factory.examples.benchmarks;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.receipts.AppendOutcome;
import dev.factory.receipts.PayloadSelection;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningMode;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.TreeHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Erases data subjects in a large SQLite ledger, and looks for what was erased in the raw files:
 * how long it takes, what the root and the verdict are before and after, and how many of the erased
 * values are still there.
 */
public final class EraseSubjects {
  private static final Map<String, String> DEFAULTS =
      Map.of("receipts", "1000000", "subjects", "10000");
  private static final int LIST = 10_000;

  private final PrintStream out;
  private final int receipts;
  private final int subjects;
  private final byte[] master = new byte[32];

  private EraseSubjects(Options options, PrintStream out) {
    this.out = out;
    this.receipts = options.number("receipts");
    this.subjects = options.number("subjects");
    new SecureRandom().nextBytes(master);
  }

  /**
   * Runs and prints.
   *
   * @param arguments settings as {@code name=value}: receipts in the ledger, subjects to erase;
   *     each has one receipt, and they lie evenly in the ledger
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("EraseSubjects " + options);
    new EraseSubjects(options, out).run();
  }

  private void run() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Path folder = Files.createTempDirectory("factory-benchmarks");
    try (Transactions transactions = Transactions.sqlite(folder.resolve("ledger.db"))) {
      JdbcReceiptStore.schema().migrate(transactions);
      JdbcReceiptStore store = new JdbcReceiptStore(transactions);
      SubjectKeys keys = subject -> Optional.of(secret(subject));
      Receipts ledger =
          Ledgers.builder(store)
              .subjectKeys(keys)
              .signing(SigningMode.BATCH)
              .executor(executor)
              .open();
      Map<UUID, Receipt> chosen = new TreeMap<>();
      timed("append", () -> append(ledger, chosen));
      TreeHead before = Checkpoint.of(ledger.proofs().checkpoint()).head();
      Set<String> disclosures = new HashSet<>();
      chosen.values().forEach(receipt -> disclosures.addAll(disclosures(receipt)));
      report("before", ledger, store, executor);
      long found = occurrences(files(folder), disclosures);
      out.printf(
          Locale.ROOT,
          "erased values in the files before: %,d of %,d%n",
          found,
          disclosures.size());
      timed("erase", () -> erase(ledger, chosen.keySet()));
      timed("compact", ledger::compact);
      report("after", ledger, store, executor);
      boolean sameRoot =
          ledger
              .proofs()
              .growth(before.size(), ledger.head().size())
              .proves(before.root(), Checkpoint.of(ledger.proofs().checkpoint()).root());
      out.println("root of the first " + before.size() + " receipts is the same: " + sameRoot);
      out.printf(
          Locale.ROOT,
          "erased values in the files after: %,d%n",
          occurrences(files(folder), disclosures));
    } finally {
      executor.shutdown();
      for (Path file : files(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private void timed(String what, Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    out.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  private void append(Receipts ledger, Map<UUID, Receipt> chosen) {
    int each = Math.max(1, receipts / subjects);
    for (int from = 0; from < receipts; from += LIST) {
      List<Event> events = new ArrayList<>(LIST);
      for (int number = from; number < Math.min(from + LIST, receipts); number++) {
        events.add(lead(number));
      }
      List<AppendOutcome> outcomes = ledger.append(events);
      for (int i = 0; i < outcomes.size(); i++) {
        if ((from + i) % each == 0 && chosen.size() < subjects) {
          Receipt receipt = outcomes.get(i).receipt();
          chosen.put(receipt.header().id(), receipt);
        }
      }
    }
  }

  /** A lead whose four digits would be guessed at once if they were only hashed. */
  private static Event lead(int number) {
    return new Event(
        "LeadReceived",
        List.of(new SubjectRef("subject-" + number, Set.of("email", "pin"))),
        Map.of(
            "lead_id", "lead-" + number,
            "email", "person-" + number + "@example.org",
            "pin", String.format(Locale.ROOT, "%04d", number % 10_000)),
        "lead:" + number,
        List.of("publisher_id=pub-" + number % 50));
  }

  private byte[] secret(String subject) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(master, "HmacSHA256"));
      return mac.doFinal(subject.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static void erase(Receipts ledger, Set<UUID> ids) {
    List<PayloadSelection> selections =
        ids.stream().map(id -> PayloadSelection.fields(id, "email", "pin")).toList();
    ledger.erase(selections, "gdpr.art17");
  }

  private void report(
      String when, Receipts ledger, JdbcReceiptStore store, ExecutorService executor)
      throws Exception {
    timed(
        "verify " + when,
        () -> {
          VerificationReport report =
              ReceiptVerifier.trusting(Ledgers.TRUST).on(executor).verify(store);
          report.lines().forEach(out::println);
          out.println("payloads: " + report.payloads());
          if (!report.isValid() || report.receipts() != ledger.head().size()) {
            throw new IllegalStateException("the ledger does not verify: " + report);
          }
        });
  }

  private static Set<String> disclosures(Receipt receipt) {
    String listed = receipt.payload() == null ? "[]" : receipt.payload().disclosures();
    return Set.of(listed.replaceAll("[\\[\\]\"]", "").split(","));
  }

  /**
   * How many of these texts stand anywhere in the files, told by the sixteen characters after the
   * first four: those of the salt, 72 random bits.
   */
  private static long occurrences(List<Path> files, Set<String> texts) throws IOException {
    Map<Long, Set<Long>> firstBySecond = new HashMap<>();
    for (String text : texts) {
      firstBySecond.computeIfAbsent(window(text, 12), any -> new HashSet<>()).add(window(text, 4));
    }
    Set<List<Long>> found = new HashSet<>();
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
        long first = 0;
        long second = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
          first = (first << 8) | (second >>> 56);
          second = (second << 8) | next;
          Set<Long> firsts = firstBySecond.get(second);
          if (firsts != null && firsts.contains(first)) {
            found.add(List.of(first, second));
          }
        }
      }
    }
    return found.size();
  }

  private static long window(String text, int from) {
    long window = 0;
    for (int at = from; at < from + 8; at++) {
      window = (window << 8) | text.charAt(at);
    }
    return window;
  }
}

package dev.factory.examples.benchmarks;

import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.VerificationLevel;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.internal.ed25519.Ed25519Batch;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import dev.factory.receipts.spi.ReceiptStore;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * How many receipts a second are verified in an SQLite ledger, with everything there is to check,
 * beside nothing but the Ed25519 verifications of the same signatures by one thread.
 */
public final class VerifyLedger {
  private static final Map<String, String> DEFAULTS =
      Map.of("receipts", "100000", "rounds", "5", "batch", "1024");

  private VerifyLedger() {}

  /**
   * Measures and prints.
   *
   * @param arguments settings as {@code name=value}: receipts in the ledger, rounds, batch
   *     (signatures that the bare batch verifier checks together)
   */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("VerifyLedger " + options);
    try (Database database = new SqliteFolder();
        Database.Instance instance = database.empty()) {
      ReceiptStore store = new JdbcReceiptStore(instance.transactions());
      Receipts ledger = Ledgers.builder(store).open();
      ledger.append(Clicks.events(options.number("receipts")));
      List<SignedHeader> signed = SignedHeader.of(store);
      InterleavedRuns runs = new InterleavedRuns(signed.size());
      runs.reference("bare Ed25519, one by one", () -> oneByOne(signed));
      int batch = options.number("batch");
      runs.candidate("bare Ed25519, batches of " + batch, () -> batched(signed, batch));
      for (VerificationLevel level : List.of(VerificationLevel.PAYLOADS, VerificationLevel.ROOT)) {
        runs.candidate(
            "ledger, up to " + level,
            () -> verify(ReceiptVerifier.trusting(Ledgers.TRUST), store, level, signed.size()));
      }
      int threads = Runtime.getRuntime().availableProcessors();
      ExecutorService executor = Executors.newFixedThreadPool(threads);
      try {
        runs.candidate(
            "ledger, up to PAYLOADS, on " + threads + " threads",
            () ->
                verify(
                    ReceiptVerifier.trusting(Ledgers.TRUST).on(executor),
                    store,
                    VerificationLevel.PAYLOADS,
                    signed.size()));
        runs.measure(options.number("rounds"), out);
      } finally {
        executor.shutdown();
      }
    }
  }

  private static long oneByOne(List<SignedHeader> signed) {
    PublicPoint key = Ed25519.validatePublicKeyFullExport(Ledgers.KEY.publicKey(), 0);
    long start = System.nanoTime();
    for (SignedHeader one : signed) {
      if (!one.isGood(key)) {
        throw new IllegalStateException("a good signature was refused");
      }
    }
    return System.nanoTime() - start;
  }

  private static long batched(List<SignedHeader> signed, int size) {
    long start = System.nanoTime();
    Ed25519Batch batch =
        Ed25519Batch.combined(Ledgers.KEY.publicKey(), SignedHeader.domain(), size);
    for (SignedHeader one : signed) {
      if (batch.isFull()) {
        requireGood(batch);
      }
      batch.add(one.signature(), one.header());
    }
    requireGood(batch);
    return System.nanoTime() - start;
  }

  private static void requireGood(Ed25519Batch batch) {
    if (!batch.verify().isEmpty()) {
      throw new IllegalStateException("a good signature was refused");
    }
  }

  private static long verify(
      ReceiptVerifier verifier, ReceiptStore store, VerificationLevel level, long receipts) {
    long start = System.nanoTime();
    VerificationReport report = verifier.verify(store, level);
    long nanos = System.nanoTime() - start;
    if (!report.isValid() || report.receipts() != receipts) {
      throw new IllegalStateException("a good ledger was refused: " + report);
    }
    return nanos;
  }
}

package dev.factory.examples.cli;

import dev.factory.receipts.Fault;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationLevel;
import dev.factory.receipts.VerificationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a ledger, or one receipt of it. */
@Command(
    name = "verify",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Check every receipt, the chain and the Merkle root; or one receipt by itself.",
    footer = {"", "Exit codes: 0 valid, 1 not valid, 2 could not be checked."})
final class VerifyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "RECEIPT",
      description = "An id or a position: only this receipt's signature and payload.")
  private @Nullable String receipt;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "PAYLOADS",
      description = "How far to look: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private VerificationLevel level = VerificationLevel.PAYLOADS;

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "Compare the end with the checkpoints in this file. May be repeated.")
  private List<Path> anchors = new ArrayList<>();

  @Mixin private final TrustOptions trust = new TrustOptions();

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Database database = session.openDatabase()) {
      return receipt == null ? ledger(database) : single(database, receipt);
    }
  }

  private int ledger(Database database) {
    long size = database.store().head().size();
    // what is below the signatures needs no key
    boolean keyless = trust.isEmpty() && level.compareTo(VerificationLevel.SIGNATURES) < 0;
    TrustedKeys keys =
        keyless || size == 0 ? TrustedKeys.of() : trust.keys(session, database.store());
    VerificationReport report = verify(database, keys, size);
    List<String> lines = new ArrayList<>(report.lines());
    lines.add(report.truncationLine());
    session.print(lines, ReportJson.of(report));
    if (report.receipts() == 0) {
      session.note(
          "No receipts in shard \""
              + session.options().shard()
              + "\"; shards of this database: "
              + database.shards());
    }
    return report.isValid() ? ExitCode.OK : ExitCode.INVALID;
  }

  private VerificationReport verify(Database database, TrustedKeys keys, long size) {
    ExecutorService checkers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try (ProgressBar bar = session.progress("Verifying", size)) {
      return ReceiptVerifier.trusting(keys)
          .reporting(bar)
          .on(checkers)
          .against(LedgerOptions.anchors(session, anchors))
          .verify(database.store(), level);
    } finally {
      checkers.shutdown();
    }
  }

  private int single(Database database, String name) {
    Optional<Receipt> found = ReceiptName.of(name).find(database.store());
    if (found.isEmpty()) {
      return ReceiptName.notFound(session, name);
    }
    TrustedKeys keys = trust.keys(session, database.store());
    Optional<Fault> fault = ReceiptVerifier.trusting(keys).verify(found.get());
    String verdict =
        fault
            .map(wrong -> "✗ Receipt " + wrong.seq() + ": INVALID (" + wrong.kind() + ")")
            .orElseGet(() -> "✓ Receipt " + found.get().header().seq() + ": VALID");
    session.print(
        List.of(verdict, "Its place in the chain was not checked."),
        ReportJson.of(found.get(), fault));
    return fault.isEmpty() ? ExitCode.OK : ExitCode.INVALID;
  }
}

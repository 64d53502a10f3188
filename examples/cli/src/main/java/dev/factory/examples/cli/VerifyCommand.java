package dev.factory.examples.cli;

import dev.factory.receipts.Fault;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationLevel;
import dev.factory.receipts.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = {
        "Go on from where the audit in this file ended, if it is there,",
        "and keep in it where this one ends, if the ledger is valid."
      })
  private @Nullable Path audit;

  @Mixin private final TrustOptions trust = new TrustOptions();

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Database database = session.openDatabase()) {
      return receipt == null ? ledger(database) : single(database, receipt);
    }
  }

  private int ledger(Database database) throws IOException {
    if (audit != null && level != VerificationLevel.PAYLOADS) {
      throw new CliException(
          "cli.usage",
          "--audit looks at everything, so --level cannot be less; nothing was checked");
    }
    long size = database.store().head().size();
    // what is below the signatures needs no key
    boolean keyless = trust.isEmpty() && level.compareTo(VerificationLevel.SIGNATURES) < 0;
    TrustedKeys keys =
        keyless || size == 0 ? TrustedKeys.of() : trust.keys(session, database.store());
    VerificationReport report = verify(database, ReceiptVerifier.trusting(keys), size);
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

  private VerificationReport verify(Database database, ReceiptVerifier trusting, long size)
      throws IOException {
    try (Checkers checkers = Checkers.start();
        ProgressBar bar = session.progress("Verifying", size)) {
      ReceiptVerifier verifier =
          trusting
              .reporting(bar)
              .on(checkers.pool())
              .against(LedgerOptions.anchors(session, anchors));
      return audit == null
          ? verifier.verify(database.store(), level)
          : new AuditFile(session.file(audit)).goOn(verifier, database.store());
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

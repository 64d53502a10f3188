package dev.factory.examples.cli;

import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.archive.ArchiveVerdict;
import dev.factory.receipts.archive.ReceiptArchive;
import dev.factory.receipts.archive.RestoreOutcome;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import dev.factory.receipts.spi.ReceiptHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills an empty database from archives and verifies all of it. */
@Command(
    name = "restore",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Fill an empty database from archives, verify all of it, and tell how long it took.",
    description = {
      "",
      "The archives are read to the last byte before anything is written. A restore that was"
          + " interrupted goes on where it ended.",
      ""
    },
    footer = {"", "Exit codes: 0 restored and valid, 1 not whole or not valid, 2 could not."})
final class RestoreCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the archives are.")
  private Path folder = Path.of("");

  @Mixin private final TrustOptions trust = new TrustOptions();

  RestoreCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (trust.isEmpty()) {
      // found out now and not after an hour
      trust.publicKeys(session);
    }
    long begun = System.nanoTime();
    ReceiptArchive archive = ReceiptArchive.in(session.file(folder), session.host().time());
    ArchiveVerdict verdict = archive.check();
    if (verdict instanceof ArchiveVerdict.Broken broken) {
      return refused(broken.fault().toString());
    }
    long receipts = ((ArchiveVerdict.Intact) verdict).receipts();
    try (Transactions transactions = Database.connect(Location.of(session).creating())) {
      JdbcReceiptStore.schema().migrate(transactions);
      JdbcReceiptStore store = new JdbcReceiptStore(transactions, session.options().shard());
      RestoreOutcome outcome;
      try (ProgressBar bar = session.progress("Restoring", receipts)) {
        outcome = archive.restore(store, bar);
      }
      if (outcome instanceof RestoreOutcome.Refused refused) {
        return refused(refused.fault().toString());
      }
      RestoreOutcome.Restored restored = (RestoreOutcome.Restored) outcome;
      VerificationReport report = verify(store, receipts);
      return report(restored, report, System.nanoTime() - begun);
    }
  }

  private VerificationReport verify(JdbcReceiptStore store, long receipts) {
    TrustedKeys keys = trust.keys(session, store);
    try (Checkers checkers = Checkers.start();
        ProgressBar bar = session.progress("Verifying", receipts)) {
      return ReceiptVerifier.trusting(keys).reporting(bar).on(checkers.pool()).verify(store);
    }
  }

  private int refused(String fault) {
    session.print(
        List.of("✗ Archives: NOT WHOLE (" + Text.printable(fault) + ")"),
        Map.of("restored", false, "reason", fault));
    return ExitCode.INVALID;
  }

  private int report(RestoreOutcome.Restored restored, VerificationReport report, long nanos) {
    ReceiptHash root = report.root();
    boolean same = root != null && restored.root().equals(root);
    List<String> lines = new ArrayList<>();
    lines.add(
        "✓ Restored "
            + Text.count(restored.receipts(), "receipt")
            + (restored.written() == restored.receipts()
                ? ""
                : String.format(Locale.ROOT, ", %,d of them now", restored.written())));
    lines.addAll(report.lines());
    lines.add(same ? "✓ Root of the archives: THE SAME" : "✗ Root of the archives: ANOTHER");
    lines.add("Took " + Text.seconds(nanos));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("restored", true);
    members.put("receipts", restored.receipts());
    members.put("written", restored.written());
    members.put("same_root", same);
    members.put("took_ms", nanos / 1_000_000);
    members.put("verification", ReportJson.of(report));
    session.print(lines, members);
    return same && report.isValid() ? ExitCode.OK : ExitCode.INVALID;
  }
}

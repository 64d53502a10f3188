package dev.factory.examples.cli;

import dev.factory.receipts.BundleVerdict;
import dev.factory.receipts.EvidenceBundle;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
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
import picocli.CommandLine.Parameters;

/** Checks a bundle; it needs no database and no network. */
@Command(
    name = "verify-bundle",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Check a bundle offline: keys, checkpoint, paths, signatures and payloads.",
    footer = {"", "Exit codes: 0 proved, 1 not proved, 2 could not be checked."})
final class VerifyBundleCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "The bundle.")
  private Path file = Path.of("");

  @Option(
      names = "--witness",
      paramLabel = "VKEY",
      description = "Key of a witness (C2SP signed-note). May be repeated.")
  private List<String> witnesses = new ArrayList<>();

  @Option(
      names = "--quorum",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "How many of the witnesses must have cosigned. Default: ${DEFAULT-VALUE}.")
  private int quorum;

  @Mixin private final TrustOptions trust = new TrustOptions();

  VerifyBundleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    EvidenceBundle bundle = read();
    if (quorum < 0 || quorum > witnesses.size()) {
      throw new CliException(
          "cli.usage", "--quorum is 0 to the number of witnesses; nothing was checked");
    }
    BundleVerdict verdict =
        bundle.verify(
            trust.from(session, bundle.genesis()),
            quorum,
            witnesses.stream().map(VerifierKey::parse).toList());
    session.print(lines(verdict), json(verdict));
    return verdict instanceof BundleVerdict.Verified ? ExitCode.OK : ExitCode.INVALID;
  }

  private EvidenceBundle read() throws IOException {
    try {
      return EvidenceBundle.fromJson(Files.readAllBytes(session.file(file)));
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.no-bundle",
          session.file(file)
              + " is no bundle; nothing was checked: it is what \"factory receipts bundle\" writes");
    }
  }

  private static List<String> lines(BundleVerdict verdict) {
    if (!(verdict instanceof BundleVerdict.Verified verified)) {
      return List.of("✗ Bundle: NOT PROVED (" + Text.printable(reason(verdict)) + ")");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "✓ Checkpoint: %s, %s",
            Text.printable(verified.checkpoint().origin()),
            Text.count(verified.checkpoint().size(), "receipt")));
    lines.add("✓ Merkle root: " + verified.checkpoint().root());
    for (Receipt receipt : verified.receipts()) {
      lines.add(
          "✓ Receipt "
              + receipt.header().seq()
              + ": PROVED ("
              + receipt.header().id()
              + ", "
              + Text.printable(receipt.header().type())
              + ")");
    }
    return lines;
  }

  private static String reason(BundleVerdict verdict) {
    if (verdict instanceof BundleVerdict.Faulty faulty) {
      return "receipt " + faulty.fault().seq() + ": " + faulty.fault().kind();
    }
    if (verdict instanceof BundleVerdict.NotIncluded missing) {
      return "receipt " + missing.seq() + ": not in the tree of the checkpoint";
    }
    if (verdict instanceof BundleVerdict.UntrustedCheckpoint untrusted) {
      return "checkpoint: " + untrusted.why().getClass().getSimpleName();
    }
    return "there are no receipts";
  }

  private static Map<String, @Nullable Object> json(BundleVerdict verdict) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("valid", verdict instanceof BundleVerdict.Verified);
    members.put("verdict", verdict.getClass().getSimpleName());
    if (verdict instanceof BundleVerdict.Verified verified) {
      members.put("ledger", verified.checkpoint().origin());
      members.put("size", verified.checkpoint().size());
      members.put("root", verified.checkpoint().root().toString());
      members.put(
          "receipts",
          verified.receipts().stream()
              .map(
                  receipt ->
                      Map.of(
                          "seq", receipt.header().seq(),
                          "id", receipt.header().id().toString(),
                          "type", receipt.header().type(),
                          "hash", receipt.hash().toString()))
              .toList());
    } else {
      members.put("reason", reason(verdict));
    }
    return members;
  }
}

package dev.factory.examples.cli;

import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.SignedNote;
import dev.factory.receipts.tlog.TileFolder;
import dev.factory.receipts.tlog.TiledLog;
import dev.factory.receipts.tlog.TiledLogVerdict;
import dev.factory.receipts.tlog.TrustPolicy;
import dev.factory.receipts.tlog.VerifierKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads an export back. */
@Command(
    name = "import",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Read an export back: check every byte, and compare it with the ledger of --db.",
    description = {
      "",
      "Tiles have headers and no payloads, so nothing is written; to rebuild a ledger there is"
          + " restore. With --db, every header must be the one the ledger has at its place.",
      ""
    },
    footer = {"", "Exit codes: 0 it is whole and agrees, 1 it does not, 2 could not be checked."})
final class ImportCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the export is.")
  private Path folder = Path.of("");

  @Mixin private final TrustOptions trust = new TrustOptions();

  ImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    TiledLog log = TiledLog.over(TileFolder.at(session.file(folder)));
    Optional<SignedNote> note = log.checkpoint();
    if (note.isEmpty()) {
      throw new CliException(
          "cli.no-export",
          "there is no checkpoint in "
              + session.file(folder)
              + "; nothing was checked: it is what \"factory receipts export\" writes");
    }
    String origin = Checkpoint.of(note.get()).origin();
    TrustPolicy policy =
        TrustPolicy.ofLog(
            trust.publicKeys(session).stream()
                .map(key -> VerifierKey.of(origin, VerifierKey.Type.ED25519, key.bytes()))
                .toArray(VerifierKey[]::new));
    boolean compare =
        session.options().database() != null || session.host().variable("FACTORY_DB").isPresent();
    if (!compare) {
      return report(log.verify(policy, (index, entry) -> {}), null);
    }
    try (Database database = session.openDatabase()) {
      Comparison comparison = new Comparison(database.store());
      return report(log.verify(policy, comparison::entry), comparison);
    }
  }

  /** Holds the export against a ledger, a stretch at a time. */
  private static final class Comparison {
    private static final int STRETCH = 1_000;

    private final ReceiptStore store;
    private final List<byte[]> headers = new ArrayList<>(STRETCH);
    private long from;
    private @Nullable Long firstOther;

    Comparison(ReceiptStore store) {
      this.store = store;
    }

    void entry(long index, byte[] entry) {
      if (index >= from + headers.size()) {
        headers.clear();
        from = index;
        store.range(index, index + STRETCH, stored -> headers.add(stored.header()));
      }
      int at = (int) (index - from);
      boolean same = at < headers.size() && Arrays.equals(headers.get(at), entry);
      if (!same && firstOther == null) {
        firstOther = index;
      }
    }
  }

  private int report(TiledLogVerdict verdict, @Nullable Comparison comparison) {
    Long other = comparison == null ? null : comparison.firstOther;
    boolean valid = verdict instanceof TiledLogVerdict.Verified && other == null;
    List<String> lines = new ArrayList<>();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("valid", valid);
    members.put("verdict", verdict.getClass().getSimpleName());
    members.put("compared", comparison != null);
    members.put("first_other", other);
    if (verdict instanceof TiledLogVerdict.Verified verified) {
      Checkpoint checkpoint = verified.checkpoint();
      members.put("size", checkpoint.size());
      members.put("root", checkpoint.root().toString());
      lines.add("✓ Export: WHOLE (" + Text.count(checkpoint.size(), "receipt") + ")");
      lines.add("✓ Merkle root: " + checkpoint.root());
    } else {
      lines.add("✗ Export: NOT WHOLE (" + Text.printable(reason(verdict)) + ")");
    }
    if (other != null) {
      lines.add("✗ Ledger: OTHER THAN THE EXPORT (first at receipt " + other + ")");
    } else if (comparison != null && valid) {
      lines.add("✓ Ledger: THE SAME");
    }
    session.print(lines, members);
    return valid ? ExitCode.OK : ExitCode.INVALID;
  }

  private static String reason(TiledLogVerdict verdict) {
    if (verdict instanceof TiledLogVerdict.NotTrusted untrusted) {
      return "checkpoint: " + untrusted.why().getClass().getSimpleName();
    }
    if (verdict instanceof TiledLogVerdict.Missing missing) {
      return missing.path() + " is missing";
    }
    if (verdict instanceof TiledLogVerdict.WrongTile wrong) {
      return wrong.tile().path() + " is another";
    }
    if (verdict instanceof TiledLogVerdict.WrongEntry wrong) {
      return "receipt " + wrong.index() + " in " + wrong.tile().entriesPath() + " is another";
    }
    return "the tiles have another root than the checkpoint";
  }
}

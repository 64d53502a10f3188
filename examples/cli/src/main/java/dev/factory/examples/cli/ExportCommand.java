package dev.factory.examples.cli;

import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.SignedNote;
import dev.factory.receipts.tlog.TileFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the ledger as files that any web server can serve. */
@Command(
    name = "export",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Write checkpoint, tiles and headers (C2SP tlog-tiles) for any web server to serve.",
    description = {"", "Payloads stay at home. Exporting again adds what is new.", ""})
final class ExportCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Where; it is made if it is not there.")
  private Path folder = Path.of("");

  @Mixin private final LedgerOptions options = new LedgerOptions();

  ExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Database database = session.openDatabase()) {
      SignedNote note = options.open(session, database).proofs().checkpoint();
      Checkpoint checkpoint = Checkpoint.of(note);
      TileFolder.at(session.file(folder))
          .export(
              note,
              (from, to, visitor) ->
                  database.store().range(from, to, stored -> visitor.accept(stored.header())));
      session.print(
          List.of(
              "✓ Exported " + Text.count(checkpoint.size(), "receipt"),
              "✓ Merkle root: " + checkpoint.root()),
          Map.of(
              "ledger", checkpoint.origin(),
              "size", checkpoint.size(),
              "root", checkpoint.root().toString()));
      return ExitCode.OK;
    }
  }
}

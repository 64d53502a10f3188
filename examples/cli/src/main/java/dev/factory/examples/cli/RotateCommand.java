package dev.factory.examples.cli;

import dev.factory.receipts.Receipt;
import dev.factory.receipts.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands the ledger over to another signing key. */
@Command(
    name = "rotate",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Hand over to another signing key, in a receipt that both keys vouch for.",
    description = {
      "",
      "Programs that have the ledger open with the key before can record nothing from then on: give"
          + " them the new one.",
      ""
    })
final class RotateCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--new-key",
      required = true,
      paramLabel = "FILE",
      description = "The key to come (PEM).")
  private Path newKey = Path.of("");

  @Mixin private final LedgerOptions options = new LedgerOptions();

  RotateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SigningKey next = SigningKey.loadPem(session.file(newKey));
    try (Database database = session.openDatabase()) {
      Receipt rotated = rotate(database, next);
      session.print(
          List.of(
              "✓ Receipt " + rotated.header().seq() + ": the last of " + rotated.header().kid(),
              "✓ From receipt " + (rotated.header().seq() + 1) + " on: " + next.verifier().kid()),
          Map.of(
              "seq", rotated.header().seq(),
              "id", rotated.header().id().toString(),
              "from_kid", rotated.header().kid(),
              "to_kid", next.verifier().kid()));
      return ExitCode.OK;
    }
  }

  private Receipt rotate(Database database, SigningKey next) {
    try {
      return options.open(session, database).keys().rotate(next);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.used-key",
          "the new key was in the history of the ledger before; nothing was changed: make a new one");
    }
  }
}

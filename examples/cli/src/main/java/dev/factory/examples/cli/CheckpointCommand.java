package dev.factory.examples.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Signs the state of the ledger. */
@Command(
    name = "checkpoint",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Sign size and root of the ledger, by which others can hold it to what it says.")
final class CheckpointCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final LedgerOptions options = new LedgerOptions();
  @Mixin private final Output output = new Output();

  CheckpointCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Database database = session.openDatabase()) {
      output.write(session, options.open(session, database).proofs().checkpoint().encode());
      return ExitCode.OK;
    }
  }
}

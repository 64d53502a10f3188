package dev.factory.examples.cli;

import dev.factory.receipts.Receipt;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Proves that a receipt is in the ledger. */
@Command(
    name = "prove",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Prove that a receipt is in the ledger: a C2SP tlog-proof under a checkpoint of now.")
final class ProveCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "RECEIPT", description = "Its id or its position.")
  private String receipt = "";

  @Mixin private final LedgerOptions options = new LedgerOptions();
  @Mixin private final Output output = new Output();

  ProveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Database database = session.openDatabase()) {
      Optional<Receipt> found = ReceiptName.of(receipt).find(database.store());
      if (found.isEmpty()) {
        return ReceiptName.notFound(session, receipt);
      }
      output.write(
          session,
          options.open(session, database).proofs().prove(found.get().header().id()).encode());
      return ExitCode.OK;
    }
  }
}

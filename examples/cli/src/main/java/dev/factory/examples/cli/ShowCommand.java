package dev.factory.examples.cli;

import dev.factory.receipts.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints one receipt. */
@Command(
    name = "show",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Print one receipt as JSON; with --json in the form that can be verified elsewhere.",
    footer = {"", "Exit codes: 0 it is there, 1 it is not, 2 could not be read."})
final class ShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "RECEIPT", description = "Its id or its position.")
  private String receipt = "";

  ShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Database database = session.openDatabase()) {
      Optional<Receipt> found = ReceiptName.of(receipt).find(database.store());
      if (found.isEmpty()) {
        return ReceiptName.notFound(session, receipt);
      }
      // on one line and in canonical order, or as people read it
      session
          .host()
          .out()
          .println(
              session.options().json()
                  ? new String(found.get().toJson(), StandardCharsets.UTF_8)
                  : ReceiptPage.of(found.get()));
      return ExitCode.OK;
    }
  }
}

package dev.factory.examples.cli;

import dev.factory.attribution.dispute.Dispute;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a dispute. */
@Command(
    name = "show",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Show a dispute and, if it was answered, the signed explanation.")
final class DisputeShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DISPUTE", description = "Its id.")
  private String id = "";

  DisputeShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    return Books.reading(
        session,
        books -> {
          Optional<Dispute> found =
              books.payoutStore().<Optional<Dispute>>reading(view -> view.dispute(id));
          if (found.isEmpty()) {
            session.print(
                List.of("There is no dispute " + Text.printable(id) + "."), Map.of("found", false));
            return ExitCode.INVALID;
          }
          DisputeText.print(session, null, found.get());
          return ExitCode.OK;
        });
  }
}

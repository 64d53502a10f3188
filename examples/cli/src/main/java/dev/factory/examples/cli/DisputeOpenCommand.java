package dev.factory.examples.cli;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.time.Period;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a dispute. */
@Command(
    name = "open",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Open a dispute: what is due of the period and in no payout waits for the answer.")
final class DisputeOpenCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DISPUTE", description = "Its id, of your own choice.")
  private String id = "";

  @Option(names = "--publisher", required = true, paramLabel = "ID", description = "Whose.")
  private String publisher = "";

  @Mixin private final PeriodOptions period = new PeriodOptions();
  @Mixin private final WritingOptions options = new WritingOptions();

  DisputeOpenCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    PublisherId whose = Ids.publisher(publisher);
    Period asked = period.required(session);
    return Books.writing(
        session,
        options,
        books -> {
          Dispute dispute =
              DisputeText.over(books, session, options).open(DisputeText.id(id), whose, asked);
          DisputeText.print(session, options, dispute);
          return ExitCode.OK;
        });
  }
}

package dev.factory.examples.cli;

import dev.factory.attribution.Disputes;
import dev.factory.attribution.dispute.Dispute;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a dispute. */
@Command(
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "",
      "The period is computed again; the answer holds what was found and is signed. Closed"
          + " statements stay as they are: what an accepted dispute changes stands on the next.",
      ""
    })
final class DisputeAnswerCommand implements Callable<Integer> {
  private final Session session;
  private final boolean accept;

  @Parameters(paramLabel = "DISPUTE", description = "Its id.")
  private String id = "";

  @Option(
      names = "--words",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the publisher; without other people's personal data.")
  private String words = "";

  @Mixin private final WritingOptions options = new WritingOptions();

  /**
   * @param accept whether it accepts, or rejects
   */
  DisputeAnswerCommand(Session session, boolean accept) {
    this.session = session;
    this.accept = accept;
  }

  @Override
  public Integer call() throws IOException {
    return Books.writing(
        session,
        options,
        books -> {
          Disputes disputes = DisputeText.over(books, session, options);
          disputes.recalculate(id);
          Dispute answered = accept ? disputes.accept(id, words) : disputes.reject(id, words);
          DisputeText.print(session, options, answered);
          return ExitCode.OK;
        });
  }
}

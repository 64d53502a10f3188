package dev.factory.examples.cli;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.AttributionRun;
import dev.factory.attribution.SettledPeriod;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.time.Period;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes credit, and closes statements if that is asked. */
@Command(
    name = "run",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Divide the money of each conversion among the touches that led to it.",
    description = {
      "",
      "What was computed before stays as it is. Closing gives each publisher its statement, which"
          + " never changes again; what comes later stands on the next one.",
      ""
    })
final class AttributeCommand implements Callable<Integer> {
  private static final int SLICES = 30;

  private final Session session;

  @Mixin private final PeriodOptions period = new PeriodOptions();

  @Option(names = "--close", description = "Also close the statements of the period.")
  private boolean close;

  @Mixin private final WritingOptions options = new WritingOptions();

  AttributeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Period asked = period.required(session);
    return Books.writing(session, options, books -> run(books, asked));
  }

  private int run(Books books, Period asked) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("period", asked.toString());
    List<String> lines = new ArrayList<>();
    AttributionRun run = attribute(books, asked);
    lines.add("✓ Credit: " + words(run));
    if (run.waiting() > 0) {
      lines.add(
          "  "
              + Text.count(run.waiting(), "refund")
              + " of conversions that have no credit yet: run the period of those first");
    }
    members.put("attributed", run.attributed());
    members.put("unattributed", run.unattributed());
    members.put("reversals", run.reversals());
    members.put("waiting", run.waiting());
    if (close) {
      close(books, asked, lines, members);
    }
    DryRun.tell(options, lines, members);
    session.print(lines, members);
    return ExitCode.OK;
  }

  /** A stretch of the period at a time, so that a bar moves. */
  private AttributionRun attribute(Books books, Period asked) {
    Attribution attribution = books.attribution();
    Duration step = asked.duration().dividedBy(SLICES).truncatedTo(ChronoUnit.SECONDS);
    if (step.isZero()) {
      return attribution.attribute(asked);
    }
    AttributionRun sum = new AttributionRun(0, 0, 0, 0);
    try (ProgressBar bar = session.progress("Dividing", asked.duration().toSeconds())) {
      Instant from = asked.start();
      while (from.isBefore(asked.end())) {
        Instant next = from.plus(step);
        Instant to = next.isAfter(asked.end()) ? asked.end() : next;
        sum = plus(sum, attribution.attribute(new Period(from, to)));
        books.drain();
        from = to;
        bar.accept(Duration.between(asked.start(), from).toSeconds());
      }
    }
    return sum;
  }

  private static AttributionRun plus(AttributionRun one, AttributionRun other) {
    return new AttributionRun(
        one.attributed() + other.attributed(),
        one.unattributed() + other.unattributed(),
        one.reversals() + other.reversals(),
        one.waiting() + other.waiting());
  }

  private static String words(AttributionRun run) {
    if (run.changedNothing()) {
      return "nothing new";
    }
    return Text.count(run.attributed(), "conversion")
        + (run.unattributed() == 0 ? "" : " (" + run.unattributed() + " of nobody)")
        + ", "
        + Text.count(run.reversals(), "refund");
  }

  private static void close(
      Books books, Period asked, List<String> lines, Map<String, @Nullable Object> members) {
    SettledPeriod settled = books.attribution().closeStatements(asked);
    books.drain();
    List<Statement> statements = settled.statements();
    lines.add(
        "✓ Statements: "
            + Text.count(statements.size(), "statement")
            + ", "
            + Amounts.sums(statements.stream().map(Statement::payable).toList())
            + " payable"
            + (settled.closedNow() ? "" : "; closed before"));
    members.put("closed_now", settled.closedNow());
    members.put("statements", statements.stream().map(StatementRow::members).toList());
  }
}

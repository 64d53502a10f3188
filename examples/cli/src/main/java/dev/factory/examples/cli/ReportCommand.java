package dev.factory.examples.cli;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.statement.RevenueReport;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import dev.factory.receipts.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a period brought, and writes the pages publishers get. */
@Command(
    name = "report",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Statements of a period, a publisher's revenue report, and pages for publishers.",
    footer = {"", "Exit codes: 0 shown, 1 not closed or no such publisher, 2 could not."})
final class ReportCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final PeriodOptions period = new PeriodOptions();

  @Option(names = "--publisher", paramLabel = "ID", description = "Only this one.")
  private @Nullable String publisher;

  @Option(
      names = "--html",
      paramLabel = "FOLDER",
      description =
          "Write there, for each statement, a page, the statement as JSON, and the evidence that"
              + " verifies offline. Needs the signing key, for a checkpoint.")
  private @Nullable Path folder;

  @Mixin private final WritingOptions options = new WritingOptions();

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Period asked = period.required(session);
    PublisherId whose = publisher == null ? null : Ids.publisher(publisher);
    if (folder == null || options.dryRun()) {
      return Books.reading(session, books -> report(books, asked, whose, null));
    }
    Path to = session.file(folder);
    return Books.writing(session, options, books -> report(books, asked, whose, to));
  }

  private int report(Books books, Period asked, @Nullable PublisherId whose, @Nullable Path to)
      throws IOException {
    if (whose != null && !books.attribution().publishers().contains(whose)) {
      return not("There is no touch of the publisher " + Text.printable(whose.value()) + ".");
    }
    List<Statement> statements =
        books.attribution().statements(asked).stream()
            .filter(statement -> whose == null || statement.publisherId().equals(whose))
            .toList();
    boolean closed =
        books
            .attributionStore()
            .<Boolean>reading(
                view -> view.closed().stream().anyMatch(one -> one.period().equals(asked)));
    if (!closed && (whose == null || to != null || !isMonth(asked))) {
      return not(
          "The period "
              + PeriodOptions.name(asked)
              + " is not closed: \"factory attribution run --close\" or \"factory payouts"
              + " calculate\" does that.");
    }
    List<String> lines = new ArrayList<>();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (whose != null && isMonth(asked)) {
      revenue(books, whose, BillingMonth.containing(asked.start(), ZoneOffset.UTC), statements)
          .forEach((name, value) -> tell(name, value, lines, members));
    }
    if (closed) {
      lines.addAll(StatementRow.table(statements));
    }
    members.put("closed", closed);
    members.put("statements", statements.stream().map(StatementRow::members).toList());
    if (to != null) {
      write(books, statements, to, lines, members);
    }
    if (folder != null) {
      DryRun.tell(options, lines, members);
    }
    session.print(lines, members);
    return ExitCode.OK;
  }

  private int not(String why) {
    session.print(List.of(why), Map.of("found", false, "reason", why));
    return ExitCode.INVALID;
  }

  private static boolean isMonth(Period asked) {
    return BillingMonth.containing(asked.start(), ZoneOffset.UTC).period().equals(asked);
  }

  /** The members of the operations guide, with the hashes of the receipts that prove them. */
  private static Map<String, @Nullable Object> revenue(
      Books books, PublisherId whose, BillingMonth month, List<Statement> statements) {
    List<String> hashes = new ArrayList<>();
    for (Statement statement : statements) {
      ExplainedStatement.of(books, statement).receipts().stream()
          .map(Receipt::hash)
          .map(Object::toString)
          .forEach(hashes::add);
    }
    RevenueReport report =
        (statements.size() == 1
                ? books.attribution().revenue(whose, month, statements.get(0).currency())
                : books.attribution().revenue(whose, month))
            .withReceipts(hashes);
    return CanonicalJson.parseObject(report.toJson().getBytes(StandardCharsets.UTF_8));
  }

  private static void tell(
      String name,
      @Nullable Object value,
      List<String> lines,
      Map<String, @Nullable Object> members) {
    members.put(name, value);
    String shown = value instanceof List<?> hashes ? Integer.toString(hashes.size()) : "" + value;
    lines.add(String.format(Locale.ROOT, "%-18s %s", name, Text.printable(shown)));
  }

  private void write(
      Books books,
      List<Statement> statements,
      Path to,
      List<String> lines,
      Map<String, @Nullable Object> members)
      throws IOException {
    StatementWriter writer = new StatementWriter(books, options.key(session), to);
    try (ProgressBar bar = session.progress("Writing", statements.size())) {
      for (Statement statement : statements) {
        writer.write(statement);
        bar.accept(writer.statements());
      }
    }
    writer.index();
    lines.add("Pages: " + to.resolve("index.html"));
    members.put("pages", writer.pages());
  }
}

package dev.factory.examples.quickstart;

import dev.factory.attribution.AttributionRun;
import dev.factory.attribution.SettledPeriod;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.time.Period;
import dev.factory.receipts.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The steps of a run on an open ledger, each printed with its result and its time. */
final class Steps {
  private static final Duration DAY = Duration.ofDays(1);

  private final Settings settings;
  private final Workspace workspace;
  private final Keys keys;
  private final Ledger ledger;
  private final Screen screen;

  /** Whether anything was added that an earlier run had not left. */
  private boolean changed;

  Steps(Settings settings, Workspace workspace, Keys keys, Ledger ledger, Screen screen) {
    this.settings = settings;
    this.workspace = workspace;
    this.keys = keys;
    this.ledger = ledger;
    this.screen = screen;
  }

  /** {@return how many steps a run has} */
  static int count(Settings settings) {
    InputFiles files = settings.files();
    int made = files == null ? 1 : 0;
    int recorded = files == null || files.refunds() != null ? 3 : 2;
    int attributedClosedVerifiedWritten = 4;
    return made + recorded + attributedClosedVerifiedWritten;
  }

  boolean changed() {
    return changed;
  }

  /** Gives a receipt to what an interrupted run recorded without. */
  long complete() {
    long completed = ledger.drain();
    changed |= completed > 0;
    return completed;
  }

  InputFiles sample() throws IOException {
    Path folder = workspace.sample();
    Sample.Written written =
        screen.step(
            "Make the sample",
            progress -> Sample.ofTheGuide().writeTo(folder),
            result -> result.files() == 0 ? "already there" : "January 2026, made up");
    changed |= written.files() > 0;
    return written.input();
  }

  /** {@return the columns that were ignored, by file; a misspelt one may be among them} */
  Map<Path, List<String>> record(InputFiles files, RejectedRows rejected) throws IOException {
    Recording recording = new Recording(keys, ledger, rejected);
    Map<Path, List<String>> ignored = new LinkedHashMap<>();
    ignored.put(files.clicks(), record("clicks", recording::clicks, files.clicks()));
    ignored.put(
        files.conversions(), record("conversions", recording::conversions, files.conversions()));
    Path refunds = files.refunds();
    if (refunds != null) {
      ignored.put(refunds, record("refunds", recording::refunds, refunds));
    }
    return ignored;
  }

  private List<String> record(String what, Reading reading, Path file) throws IOException {
    Recording.Counts counts =
        screen.step(
            "Record " + what, progress -> reading.record(file, progress), Recording.Counts::words);
    changed |= counts.recorded() > 0;
    return counts.ignoredColumns();
  }

  /** Records one file. */
  private interface Reading {
    Recording.Counts record(Path file, Screen.Progress progress) throws IOException;
  }

  void attribute() throws IOException {
    screen.step("Attribute credit", this::attribute, Steps::words);
  }

  /** First what is of earlier months, then day by day, so that the bar moves. */
  private Attributed attribute(Screen.Progress progress) {
    Period month = settings.month().period();
    Attributed sum = new Attributed(0, 0, 0);
    if (month.start().isAfter(Instant.EPOCH)) {
      sum = sum.plus(ledger.attribution().attribute(new Period(Instant.EPOCH, month.start())));
      ledger.drain();
    }
    for (Instant day = month.start(); day.isBefore(month.end()); day = day.plus(DAY)) {
      sum = sum.plus(ledger.attribution().attribute(new Period(day, day.plus(DAY))));
      ledger.drain();
      progress.at(Duration.between(month.start(), day).toDays() + 1, month.duration().toDays());
    }
    changed |= sum.attributed() + sum.reversals() > 0;
    return sum;
  }

  private static String words(Attributed run) {
    if (run.attributed() + run.reversals() == 0) {
      return "nothing new";
    }
    return Words.count(run.attributed(), "conversion")
        + (run.nobodys() == 0 ? "" : String.format(Locale.ROOT, " (%,d of nobody)", run.nobodys()))
        + ", "
        + Words.count(run.reversals(), "refund");
  }

  private record Attributed(long attributed, long nobodys, long reversals) {
    Attributed plus(AttributionRun run) {
      return new Attributed(
          attributed + run.attributed(), nobodys + run.unattributed(), reversals + run.reversals());
    }
  }

  List<Statement> close() throws IOException {
    SettledPeriod settled =
        screen.step(
            "Close statements",
            progress -> {
              SettledPeriod closed =
                  ledger.attribution().closeStatements(settings.month().period());
              ledger.drain();
              return closed;
            },
            closed ->
                Words.count(closed.statements().size(), "statement")
                    + (closed.closedNow()
                        ? ", " + totals(closed.statements())
                        : ", closed before"));
    changed |= settled.closedNow();
    return settled.statements();
  }

  private static String totals(List<Statement> statements) {
    Map<CurrencyUnit, Money> totals = new TreeMap<>(Comparator.comparing(CurrencyUnit::code));
    for (Statement statement : statements) {
      totals.merge(statement.currency(), statement.payable(), Money::plus);
    }
    return totals.isEmpty()
        ? "nothing payable"
        : totals.values().stream().map(Money::display).collect(Collectors.joining(" and "))
            + " payable";
  }

  VerificationReport verify() throws IOException {
    return screen.step(
        "Verify the ledger",
        progress -> ledger.verify(keys.signing().verifier(), progress),
        report ->
            Words.count(report.receipts(), "receipt")
                + (report.isValid() ? ", VALID" : ", INVALID"));
  }

  List<Issued> write(List<Statement> statements) throws IOException {
    StatementWriter written =
        screen.step(
            "Write statements",
            progress -> {
              StatementWriter writer =
                  new StatementWriter(workspace.statements(settings.month()), settings.month());
              Proofs proofs = Proofs.in(ledger, progress);
              for (Statement statement : statements) {
                writer.issue(proofs.of(statement), ledger.attribution());
              }
              writer.index();
              return writer;
            },
            writer ->
                writer.written() == 0
                    ? Words.count(writer.unchanged(), "file") + " as they were"
                    : Words.count(writer.written(), "file"));
    changed |= written.written() > 0;
    return written.issued();
  }
}

package dev.factory.examples.quickstart;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.core.time.Period;
import dev.factory.receipts.VerificationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what a run is about to do and what came of it. */
final class Results {
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final int WAITING_SHOWN = 10_000;

  private final Screen screen;
  private final Settings settings;
  private final Workspace workspace;

  Results(Screen screen, Settings settings, Workspace workspace) {
    this.screen = screen;
    this.settings = settings;
    this.workspace = workspace;
  }

  /**
   * @param completed events of an interrupted run that got their receipts just now
   */
  void intro(long completed) {
    screen.line("Factory quickstart: from clicks to payouts that can be proved.");
    screen.line();
    screen.line(
        """
        Every click, conversion and refund gets a signed receipt in one ledger. The money of
        each conversion is divided among the clicks that led to it, exactly; the month is
        closed with a statement for each publisher, and the whole ledger is verified.
        """);
    InputFiles files = settings.files();
    field("Input", files == null ? "a sample, made up, in " + workspace.sample() : input(files));
    field("Month", settings.month() + " (UTC)");
    field(
        "Rules",
        String.format(
            Locale.ROOT,
            "%s credit, clicks count for %s, publishers get %s",
            Words.model(settings.model()),
            Words.window(settings.window()),
            Words.share(settings.share())));
    field("Ledger", workspace.database() + " (SQLite)");
    if (completed > 0) {
      field(
          "",
          Words.count(completed, "event") + " of an interrupted run had no receipt yet; done now");
    }
    screen.line();
  }

  private static String input(InputFiles files) {
    Path refunds = files.refunds();
    return files.clicks() + ", " + files.conversions() + (refunds == null ? "" : ", " + refunds);
  }

  private void field(String name, String value) {
    screen.line(String.format(Locale.ROOT, "  %-8s%s", name, value));
  }

  /** The reports of one publisher, one a currency, or why there is none. */
  void revenue(Attribution attribution, List<Issued> shown) {
    for (Issued one : shown) {
      screen.line();
      screen.line("Revenue of " + one.report().publisherId() + " in " + one.report().period());
      screen.line();
      Summary.revenue(one.report()).forEach(screen::line);
    }
    PublisherId asked = settings.publisher();
    if (asked != null && shown.isEmpty()) {
      screen.line();
      screen.line(
          attribution.publishers().contains(asked)
              ? asked + " has no statement: none of its clicks was credited."
              : "There is no click of the publisher " + asked + ": check the id.");
    }
  }

  void statements(List<Issued> issued) {
    screen.line();
    if (issued.isEmpty()) {
      screen.line(
          "No statement: no conversion up to the end of "
              + settings.month()
              + " has a click that counts.");
      return;
    }
    screen.line("Statements of " + settings.month());
    screen.line();
    Summary.publishers(issued.stream().map(Issued::statement).toList()).forEach(screen::line);
    long late =
        issued.stream()
            .flatMap(one -> one.statement().lines().stream())
            .filter(line -> line.at().isBefore(settings.month().period().start()))
            .count();
    if (late > 0) {
      screen.line();
      screen.line(
          Words.count(late, "line")
              + " of before "
              + settings.month()
              + ": recorded after that month was closed, or that month was never closed in this"
              + " ledger. To close each month, begin with the first in another folder.");
    }
  }

  /** What is recorded and belongs to a month that was not asked for. */
  void waiting(AttributionStore store) {
    Period later = new Period(settings.month().period().end(), END_OF_TIME);
    int waiting = store.reading(view -> view.unattributed(later, null, WAITING_SHOWN)).size();
    if (waiting > 0) {
      screen.line();
      screen.line(
          (waiting == WAITING_SHOWN ? "At least " : "")
              + Words.count(waiting, "conversion")
              + (waiting == 1 ? " is" : " are")
              + " of a later month: run again with --month "
              + settings.month().next()
              + " to close that too.");
    }
  }

  void verification(VerificationReport report) {
    screen.line();
    screen.line("Verification of the ledger");
    screen.line();
    report.lines().forEach(screen::line);
    screen.line(report.truncationLine());
  }

  void notValid(VerificationReport report) {
    verification(report);
    screen.line();
    screen.line(
        "The ledger is not valid, so no statement was written. Keep "
            + workspace.database()
            + " as evidence and restore a backup.");
  }

  /** Columns that mean nothing, for whoever misspelt one. */
  void ignored(Map<Path, List<String>> columns) {
    columns.forEach(
        (file, ignored) -> {
          if (!ignored.isEmpty()) {
            screen.line();
            screen.line(
                "Ignored in " + file.getFileName() + ": the columns " + String.join(", ", ignored));
          }
        });
  }

  void rejected(RejectedRows rejected) {
    if (rejected.count() > 0) {
      screen.line();
      screen.line(
          Words.count(rejected.count(), "row")
              + " rejected; everything else is done. Mend them and read them again, from");
      rejected.files().forEach(file -> screen.line("  " + file));
      screen.line();
      rejected.shown().forEach(screen::line);
      if (rejected.count() > rejected.shown().size()) {
        screen.line("and more, in those files");
      }
    }
  }

  /** Where everything is, and the files of what was shown. */
  void files(List<Issued> shown) {
    Path month = workspace.statements(settings.month());
    screen.line();
    screen.line("Files");
    screen.line();
    file(month.resolve("index.html"), "all statements; open it in a browser");
    for (Issued one : shown) {
      file(month.resolve(one.files().html()), "what the publisher opens and prints");
      file(month.resolve(one.files().json()), "the same to compute with, and its hash");
      file(month.resolve(one.files().revenue()), "the report above, every hash in full");
    }
    file(workspace.database(), "rows and receipts, SQLite");
    file(workspace.publicKey(), "verifies the receipts");
  }

  private void file(Path path, String what) {
    screen.line(String.format(Locale.ROOT, "  %-57s  %s", path, what));
  }

  void tampered(
      Tampering.Change change, ProvedStatement.Line line, VerificationReport copy, boolean found) {
    screen.line();
    screen.line("Tampering with a copy, " + workspace.tamperedDatabase());
    screen.line();
    screen.line(
        String.format(
            Locale.ROOT,
            "Receipt %d proves the money of %s. In the copy, byte %d of what it says",
            change.seq(),
            line.line().causeId(),
            change.offset()));
    screen.line(
        "is now '"
            + change.after()
            + "' and not '"
            + change.before()
            + "': the amount reads differently. Verification of the copy:");
    screen.line();
    copy.lines().forEach(screen::line);
    screen.line();
    screen.line(
        found
            ? "It names the very receipt. The ledger itself was not touched and is VALID, as above."
            : "It does not name the receipt. This should not be; please report it.");
  }

  void nothingToTamper() {
    screen.line();
    screen.line("There is no statement, so there is no receipt of one to tamper with.");
  }

  void end(boolean changed, long nanos) {
    screen.line();
    screen.line(
        changed
            ? "Done in " + Screen.seconds(nanos) + ". Run it again: nothing will change."
            : "Nothing changed: every event, credit, statement and file was there already. ("
                + Screen.seconds(nanos)
                + ")");
  }
}

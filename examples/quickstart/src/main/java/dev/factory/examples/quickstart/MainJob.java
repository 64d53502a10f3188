package dev.factory.examples.quickstart;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.receipts.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run from files to verified statements. Every step may be repeated: it leaves what an earlier
 * run did as it is, and adds what is missing.
 */
final class MainJob {
  private final Host host;
  private final Settings settings;
  private final Workspace workspace;
  private final Screen screen;
  private final Results results;
  private final long begun = System.nanoTime();

  MainJob(Host host, Settings settings) {
    this.host = host;
    this.settings = settings;
    this.workspace = new Workspace(settings.folder());
    this.screen = new Screen(host.out(), host.terminal(), Steps.count(settings));
    this.results = new Results(screen, settings, workspace);
  }

  /** {@return the exit code} */
  int run() throws IOException {
    InputFiles own = settings.files();
    if (own != null) {
      Probe.of(own);
    }
    workspace.prepare();
    OneRun alone = OneRun.holding(workspace.lock());
    try (alone) {
      return runAlone();
    }
  }

  private int runAlone() throws IOException {
    Keys keys = Keys.of(workspace);
    try (Ledger ledger = Ledger.open(workspace.database(), keys, host.time())) {
      requireClock(ledger);
      Steps steps = new Steps(settings, workspace, keys, ledger, screen);
      long completed = steps.complete();
      publish(ledger, settings.policy());
      results.intro(completed);
      return run(ledger, keys, steps);
    } catch (FactoryException e) {
      if (e.code().equals("receipts.damaged")) {
        return damaged(keys, e);
      }
      throw e;
    }
  }

  private int run(Ledger ledger, Keys keys, Steps steps) throws IOException {
    InputFiles own = settings.files();
    RejectedRows rejected = new RejectedRows(workspace.rejects());
    Map<Path, List<String>> ignored = steps.record(own == null ? steps.sample() : own, rejected);
    steps.attribute();
    List<Statement> statements = steps.close();
    VerificationReport report = steps.verify();
    if (!report.isValid()) {
      results.notValid(report);
      return ExitCode.NOT_VALID;
    }
    List<Issued> issued = steps.write(statements);
    List<Issued> shown = shown(issued);
    results.revenue(ledger.attribution(), shown);
    results.statements(issued);
    results.waiting(ledger.attributionStore());
    results.verification(report);
    results.files(shown);
    results.ignored(ignored);
    results.rejected(rejected);
    if (settings.tamper() && !tamper(shown.isEmpty() ? issued : shown, keys)) {
      return ExitCode.NOT_VALID;
    }
    results.end(steps.changed(), System.nanoTime() - begun);
    return rejected.count() > 0 ? ExitCode.SOME_REJECTED : ExitCode.DONE;
  }

  /** {@return whether the changed byte was found where it is} */
  private boolean tamper(List<Issued> issued, Keys keys) throws IOException {
    if (issued.isEmpty()) {
      results.nothingToTamper();
      return true;
    }
    ProvedStatement.Line line = issued.get(0).proved().lines().get(0);
    Path copy = workspace.tamperedDatabase();
    Tampering.Change change = Tampering.inCopy(workspace.database(), copy, line.proof().seq());
    VerificationReport report = Ledger.verify(copy, keys.signing().verifier(), (done, total) -> {});
    boolean found = report.fault().filter(fault -> fault.seq() == change.seq()).isPresent();
    results.tampered(change, line, report, found);
    return found;
  }

  /** A receipt could not be read on the way; verification can tell more. */
  private int damaged(Keys keys, FactoryException failure) {
    VerificationReport report =
        Ledger.verify(workspace.database(), keys.signing().verifier(), (done, total) -> {});
    if (report.isValid()) {
      throw failure;
    }
    results.notValid(report);
    return ExitCode.NOT_VALID;
  }

  private void requireClock(Ledger ledger) {
    Optional<Instant> last = ledger.receipts().head().lastAcceptedAt();
    Instant now = host.time().instant();
    if (last.filter(at -> now.isBefore(at.minus(Duration.ofMinutes(1)))).isPresent()) {
      throw new FactoryException(
          "quickstart.clock-behind",
          "the clock shows "
              + now
              + " and the last receipt is of "
              + last.get()
              + "; nothing was written: set the clock of this machine right");
    }
  }

  private void publish(Ledger ledger, PolicyVersion policy) {
    PolicyBook policies = ledger.attribution().policies();
    if (!policies.versions().isEmpty() && policies.byHash(policy.hash()).isEmpty()) {
      throw new FactoryException(
          "quickstart.other-rules",
          "the ledger in "
              + workspace.folder()
              + " was begun with other rules ("
              + Words.brief(policies.versions().get(0))
              + ") and this run has "
              + Words.brief(policy)
              + "; nothing was written: use the same --model, --window and --share, or another"
              + " folder with --dir");
    }
    ledger.attribution().publish(policy);
  }

  /** {@return the statements, one a currency, of who was asked for, or of who is paid most} */
  private List<Issued> shown(List<Issued> issued) {
    PublisherId asked = settings.publisher();
    if (asked != null) {
      return of(asked, issued);
    }
    List<Issued> guide = of(new PublisherId(SampleMonth.GUIDE_PUBLISHER), issued);
    if (settings.isSample() && !guide.isEmpty()) {
      return guide;
    }
    return issued.stream()
        .max(Comparator.comparing(Issued::statement, Summary.BY_PAYABLE))
        .map(most -> of(most.statement().publisherId(), issued))
        .orElse(List.of());
  }

  private static List<Issued> of(PublisherId publisher, List<Issued> issued) {
    return issued.stream().filter(one -> one.statement().publisherId().equals(publisher)).toList();
  }
}

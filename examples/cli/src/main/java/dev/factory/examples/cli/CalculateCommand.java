package dev.factory.examples.cli;

import dev.factory.attribution.PayoutSettings;
import dev.factory.attribution.Payouts;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.Period;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts the payouts of a period together. */
@Command(
    name = "calculate",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Close a period, put its payouts together and reserve their money. Sends nothing.",
    description = {
      "",
      "Period and method make the run: repeated, it completes what was interrupted, and changes"
          + " nothing else.",
      ""
    })
final class CalculateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final PeriodOptions period = new PeriodOptions();
  @Mixin private final PayoutOptions payouts = new PayoutOptions();

  @Option(
      names = "--drafts",
      description = "Reserve nothing before an operator approves: see payouts resolve --approve.")
  private boolean drafts;

  @Mixin private final WritingOptions options = new WritingOptions();

  CalculateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Period asked = period.required(session);
    PayeesFile payees = payouts.payees(session);
    PayoutMethod method = payouts.method();
    PayoutRail rail = new PlannedRail(method, limits(method, payees));
    payouts.terms();
    return options.dryRun()
        ? Books.reading(session, books -> plan(books, payees, rail, asked))
        : Books.writing(session, options, books -> calculate(books, payees, rail, asked));
  }

  private static Set<CurrencyUnit> limits(PayoutMethod method, PayeesFile payees) {
    return Rails.isStripe(method) ? payees.currencies(method) : Set.of();
  }

  private int plan(Books books, PayeesFile payees, PayoutRail rail, Period asked) {
    Payouts planned = payouts.settings(session, books, payees).rail(rail).open();
    return report(planned.plan(asked, payouts.method()));
  }

  private int calculate(Books books, PayeesFile payees, PayoutRail rail, Period asked) {
    long publishers = books.attribution().publishers().size();
    try (ProgressBar bar = session.progress("Calculating", publishers)) {
      AtomicLong seen = new AtomicLong();
      PayoutSettings settings =
          payouts
              .settings(session, books, payees)
              .rail(rail)
              .approval(
                  draft -> {
                    bar.accept(seen.incrementAndGet());
                    return !drafts;
                  });
      return report(settings.open().calculate(asked, payouts.method()));
    }
  }

  private int report(PayoutReport report) {
    List<String> lines = new ArrayList<>(PayoutText.lines(report));
    Map<String, @Nullable Object> members = new LinkedHashMap<>(PayoutText.members(report));
    DryRun.tell(options, lines, members);
    session.print(lines, members);
    return ExitCode.OK;
  }
}

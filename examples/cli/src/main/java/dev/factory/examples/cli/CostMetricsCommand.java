package dev.factory.examples.cli;

import dev.factory.cost.report.ReportJson;
import dev.factory.cost.report.Spend;
import dev.factory.cost.report.SpendReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What was spent, by provider and model. */
@Command(
    name = "metrics",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "What was spent, by provider and model.",
    footer = {"", "Exit codes: 0 done, also if there is nothing, 2 could not be read."})
final class CostMetricsCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private SpendPeriod period = new SpendPeriod();

  CostMetricsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SpendReport report = period.report(session);
    if (session.options().json()) {
      // the form of the operations guide, amounts with their two decimals
      session.host().out().println(ReportJson.metrics(report));
    } else {
      session.print(lines(report), Map.of());
    }
    return ExitCode.OK;
  }

  private static List<String> lines(SpendReport report) {
    Spend total = report.total();
    List<String> lines = new ArrayList<>();
    lines.add(line("", total, report));
    lines.add("average " + total.average(4) + " " + report.currency().code() + " a request");
    report.byProvider().forEach((name, spend) -> lines.add(line(name, spend, report)));
    report.byModel().forEach((name, spend) -> lines.add(line("  " + name, spend, report)));
    return lines;
  }

  static String line(String name, Spend spend, SpendReport report) {
    return String.format(
        Locale.ROOT,
        "%-28s %,12d %s %14s %s %,16d %s",
        Text.printable(name.isEmpty() ? "all" : name),
        spend.count(),
        "requests",
        spend.cost().decimal(2).toPlainString(),
        report.currency().code(),
        spend.tokens(),
        "tokens");
  }
}

package dev.factory.examples.cli;

import dev.factory.cost.budget.Dimension;
import dev.factory.cost.report.ReportJson;
import dev.factory.cost.report.Spend;
import dev.factory.cost.report.SpendReport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who spent most. */
@Command(
    name = "top",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Who spent most.",
    footer = {"", "Exit codes: 0 done, also if there is nobody, 2 could not be read."})
final class CostTopCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  private final Session session;
  @Mixin private SpendPeriod period = new SpendPeriod();

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "tenant",
      description = "tenant, user, key, feature, tag, provider or model. Default: tenant.")
  private Dimension by = Dimension.TENANT;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "10",
      description = "The most to list, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit = 10;

  CostTopCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new CliException("cli.usage", "--limit is 1 to " + MOST + "; nothing was read");
    }
    SpendReport report = period.report(session);
    Map<String, Spend> top = report.top(by, limit);
    if (session.options().json()) {
      session.host().out().println(ReportJson.top(top));
    } else {
      List<String> lines =
          top.entrySet().stream()
              .map(one -> CostMetricsCommand.line(one.getKey(), one.getValue(), report))
              .toList();
      session.print(lines, Map.of());
    }
    return ExitCode.OK;
  }
}

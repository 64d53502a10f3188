package dev.factory.examples.cli;

import dev.factory.core.limit.WindowRule;
import dev.factory.cost.guard.CallLimits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** How many calls are let through unless a host says otherwise. */
@Command(
    name = "limits",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "How many calls are let through, unless a host is set up otherwise.",
    description = {
      "",
      "What each company and key has used stands in the memory of the hosts and is told in the"
          + " RateLimit fields of their replies.",
      ""
    },
    footer = {"", "Exit code: 0."})
final class CostLimitsCommand implements Callable<Integer> {
  private static final List<WindowRule> RULES =
      List.of(CallLimits.COMPANY, CallLimits.KEY, CallLimits.GENERATIONS);

  private final Session session;

  CostLimitsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.print(
        RULES.stream()
            .map(
                rule ->
                    String.format(
                        Locale.ROOT,
                        "%-12s %,6d in any %,d s",
                        rule.name(),
                        rule.limit(),
                        rule.window().toSeconds()))
            .toList(),
        Map.of(
            "limits",
            RULES.stream()
                .map(
                    rule ->
                        Map.of(
                            "name",
                            rule.name(),
                            "limit",
                            rule.limit(),
                            "window_seconds",
                            rule.window().toSeconds()))
                .toList()));
    return ExitCode.OK;
  }
}

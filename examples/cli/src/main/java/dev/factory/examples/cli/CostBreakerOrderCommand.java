package dev.factory.examples.cli;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.jdbc.JdbcBreakerStore;
import dev.factory.cost.spi.BreakerOrder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a circuit breaker what to do, on every node. */
@Command(
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Every node obeys when it next looks at the orders.",
      "Exit codes: 0 the order is kept, 2 it is not, or that is not known: look with breaker."
    })
final class CostBreakerOrderCommand implements Callable<Integer> {
  private final Session session;
  private final BreakerOrder.Kind kind;

  @Parameters(
      paramLabel = "NAME",
      description = "A provider, such as openai, or one of its models, such as openai/gpt-4o.")
  private String name = "";

  @Option(names = "--who", required = true, paramLabel = "ID", description = "Who answers for it.")
  private String who = "";

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "For whoever reads it later.")
  private String why = "";

  CostBreakerOrderCommand(Session session, BreakerOrder.Kind kind) {
    this.session = session;
    this.kind = kind;
  }

  @Override
  public Integer call() {
    if (name.isBlank() || who.isBlank() || why.isBlank()) {
      throw new CliException(
          "cli.usage", "NAME, --who and --why are not blank; nothing was written");
    }
    try (Transactions transactions = Database.connect(Location.of(session))) {
      BreakerOrder order =
          JdbcBreakerStore.over(transactions)
              .give(
                  name,
                  kind,
                  session.host().time().instant().truncatedTo(ChronoUnit.MICROS),
                  who,
                  why);
      session.print(List.of(CostBreakerCommand.line(order)), CostBreakerCommand.json(order));
      return ExitCode.OK;
    }
  }
}

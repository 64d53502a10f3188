package dev.factory.examples.cli;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.jdbc.JdbcBreakerStore;
import dev.factory.cost.spi.BreakerOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** What operators said to circuit breakers. */
@Command(
    name = "breaker",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "What was said to circuit breakers, and saying more.",
    description = {"", "Without a command it lists the last order of each.", ""},
    footer = {"", "Exit codes: 0 done, also if there are none, 2 could not be read or written."})
final class CostBreakerCommand implements Callable<Integer> {
  private final Session session;

  CostBreakerCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Transactions transactions = Database.connect(Location.of(session))) {
      List<BreakerOrder> orders = JdbcBreakerStore.over(transactions).orders();
      session.print(
          orders.stream().map(CostBreakerCommand::line).toList(),
          Map.of("breakers", orders.stream().map(CostBreakerCommand::json).toList()));
      return ExitCode.OK;
    }
  }

  static String line(BreakerOrder order) {
    return String.format(
        Locale.ROOT,
        "%-32s %-10s %s by %s: %s",
        Text.printable(order.name()),
        order.kind(),
        Text.time(order.givenAt()),
        Text.printable(order.who()),
        Text.printable(order.why()));
  }

  static Map<String, @Nullable Object> json(BreakerOrder order) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("name", order.name());
    members.put("order", order.kind().name());
    members.put("revision", order.revision());
    members.put("given_at", order.givenAt().toString());
    members.put("who", order.who());
    members.put("why", order.why());
    return members;
  }
}

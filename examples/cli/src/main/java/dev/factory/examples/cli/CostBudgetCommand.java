package dev.factory.examples.cli;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.money.NanoMoney;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where budgets stand, as the ledger counts them. */
@Command(
    name = "budget",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Where the budgets of a company stand.",
    description = {
      "",
      "Shows the newest window of each of its budgets: the limit that the last reservation found,"
          + " what is spent and what is held. Rolling budgets have no such window and are left"
          + " out.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 there is room in all of them, 1 one is used up or there is none, 2 could not"
          + " be read."
    })
final class CostBudgetCommand implements Callable<Integer> {
  private static final String NEWEST =
      "SELECT w.line, w.limit_nanos, w.spent_nanos, w.reserved_nanos FROM budget_window w"
          + " WHERE w.version > 0 AND (w.line LIKE ? ESCAPE '!' OR w.line LIKE ? ESCAPE '!')"
          + " AND w.line NOT LIKE '%#rolling:%' AND w.window_start = (SELECT MAX(n.window_start)"
          + " FROM budget_window n WHERE n.line = w.line AND n.version > 0) ORDER BY w.line";

  private final Session session;

  @Parameters(paramLabel = "COMPANY", description = "Whose; the value of the dimension tenant.")
  private String company = "";

  @Option(
      names = "--feature",
      paramLabel = "NAME",
      description = "Only the budget of this feature of it.")
  private @Nullable String feature;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "What the budgets are in. Default: ${DEFAULT-VALUE}.")
  private String currency = "USD";

  CostBudgetCommand(Session session) {
    this.session = session;
  }

  /** One budget. */
  private record Standing(String line, NanoMoney limit, NanoMoney spent, NanoMoney held) {
    boolean allowed() {
      return limit.minus(spent).minus(held).nanos() > 0;
    }

    /** As the operations guide writes it: the three amounts add up as they stand there. */
    String json() {
      var most = limit.decimal(2);
      var used = spent.decimal(2);
      return "{\"allowed\":"
          + allowed()
          + ",\"budget\":"
          + most.toPlainString()
          + ",\"spent\":"
          + used.toPlainString()
          + ",\"remaining\":"
          + most.subtract(used).toPlainString()
          + "}";
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "%-48s %s of %s %s spent, %s held: %s",
          Text.printable(line),
          spent.decimal(2).toPlainString(),
          limit.decimal(2).toPlainString(),
          limit.currency().code(),
          held.decimal(2).toPlainString(),
          allowed() ? "allowed" : "EXCEEDED");
    }
  }

  @Override
  public Integer call() {
    List<Standing> found;
    try (Transactions transactions = Database.connect(Location.of(session))) {
      JdbcBudgetStore.over(transactions); // says so if the tables are not there
      found = read(transactions, SpendPeriod.currency(currency));
    }
    if (found.isEmpty()) {
      throw new CliException(
          "cli.no-budget",
          "nothing was ever held for this company; check the name: it is the value of tenant");
    }
    if (session.options().json()) {
      session.host().out().println(json(found));
    } else {
      session.print(found.stream().map(Standing::text).toList(), Map.of());
    }
    return found.stream().allMatch(Standing::allowed) ? ExitCode.OK : ExitCode.INVALID;
  }

  private List<Standing> read(Transactions transactions, CurrencyUnit unit) {
    return transactions.read(
        connection -> {
          String id = new BudgetId(tags()).text();
          String pattern = id.replace("!", "!!").replace("%", "!%").replace("_", "!_");
          try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setString(1, pattern + "#%");
            // the company's budgets for its features and users stand below its own
            select.setString(2, feature == null ? pattern + "/%" : pattern + "#%");
            List<Standing> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Standing(
                        row.getString(1),
                        NanoMoney.ofNanos(unit, row.getLong(2)),
                        NanoMoney.ofNanos(unit, row.getLong(3)),
                        NanoMoney.ofNanos(unit, row.getLong(4))));
              }
            }
            return found;
          }
        });
  }

  private SpendTags tags() {
    SpendTags tenant = SpendTags.tenant(company);
    return feature == null ? tenant : tenant.with(Dimension.FEATURE, feature);
  }

  /** One budget is the reply of the operations guide; several are a list of such. */
  private static String json(List<Standing> found) {
    if (found.size() == 1) {
      return "{\"success\":true,\"budget\":" + found.get(0).json() + "}";
    }
    List<String> parts = new ArrayList<>();
    for (Standing one : found) {
      String line = Text.json(Map.of("line", one.line()));
      parts.add(line.substring(0, line.length() - 1) + ",\"budget\":" + one.json() + "}");
    }
    return "{\"success\":true,\"budgets\":[" + String.join(",", parts) + "]}";
  }
}

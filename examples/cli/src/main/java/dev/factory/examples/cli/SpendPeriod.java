package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.BillingMonth;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.report.SpendReport;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which spending is looked at. */
final class SpendPeriod {
  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "From then on: 2026-01-24 or 2026-01-24T12:15:00Z, in UTC. Default: this month's begin.")
  private @Nullable String start;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "Up to then, not included; both are whole quarters of an hour. Default: now.")
  private @Nullable String end;

  @Option(names = "--tenant", paramLabel = "ID", description = "Only that of this company.")
  private @Nullable String tenant;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "Only that in this currency. Default: ${DEFAULT-VALUE}.")
  private String currency = "USD";

  /** {@return what was spent, from the ledger of {@code --db}} */
  SpendReport report(Session session) {
    Instant now = session.host().time().instant();
    Instant from =
        start == null
            ? BillingMonth.parse(YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString())
                .period()
                .start()
            : time("--start", start);
    Instant to = end == null ? UsageTotal.slot(now).plus(UsageTotal.SLOT) : time("--end", end);
    if (to.isBefore(from)) {
      throw new CliException("cli.usage", "--end is before --start; nothing was read");
    }
    CurrencyUnit unit = currency(currency);
    try (Transactions transactions = Database.connect(Location.of(session))) {
      SpendReport all = SpendReport.of(JdbcBudgetStore.over(transactions).totals(from, to), unit);
      return tenant == null ? all : all.with(SpendTags.tenant(tenant));
    }
  }

  static CurrencyUnit currency(String code) {
    try {
      return CurrencyUnit.of(code);
    } catch (FactoryException unknown) {
      throw new CliException(
          "cli.usage", "--currency is a code such as USD or EUR; nothing was read");
    }
  }

  private static Instant time(String option, String text) {
    try {
      Instant time =
          text.length() == "2026-01-24".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      UsageTotal.requireSlot(time);
      return time;
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new CliException(
          "cli.usage",
          option
              + " is a day such as 2026-01-24, or a whole quarter of an hour such as"
              + " 2026-01-24T12:15:00Z; nothing was read");
    }
  }
}

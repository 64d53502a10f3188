package dev.factory.attribution.jdbc;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables {@code closed_periods}, {@code statements} and {@code statement_lines}. */
final class StatementTable {
  private static final String CLOSE =
      """
      INSERT INTO closed_periods (number, period_start, period_end, closed_at)
      SELECT ?, ?, ?, ?
      WHERE ? = (SELECT COUNT(*) + 1 FROM closed_periods)
      ON CONFLICT DO NOTHING""";

  private static final String TAKE_CREDITS =
      "UPDATE credits SET closed_period = ? WHERE closed_period IS NULL AND occurred_at < ?";

  private static final String TAKE_ADJUSTMENTS =
      "UPDATE adjustments SET closed_period = ? WHERE closed_period IS NULL";

  private static final String CLOSED = "SELECT * FROM closed_periods ORDER BY number";

  private static final String LINES =
      """
      SELECT publisher_id, currency, currency_exponent, cause, cause_id, conversion_id, occurred_at,
        SUM(credit_micro) AS credit_micro, SUM(commission_micro) AS commission_micro
      FROM credits
      WHERE closed_period = ? AND touch_id IS NOT NULL AND weight > 0
      GROUP BY publisher_id, currency, currency_exponent, cause, cause_id, conversion_id, occurred_at
      UNION ALL
      SELECT publisher_id, currency, currency_exponent, 'ADJUSTMENT', adjustment_id, conversion_id,
        accepted_at, credit_micro, commission_micro
      FROM adjustments
      WHERE closed_period = ?
      ORDER BY publisher_id, currency, currency_exponent, occurred_at, cause_id""";

  private static final String INSERT =
      """
      INSERT INTO statements (publisher_id, currency, currency_exponent, period_start, period_end,
        opening_carry_micro, earned_micro, payable_minor, closing_carry_micro, hash)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT DO NOTHING""";

  private static final String INSERT_LINE =
      """
      INSERT INTO statement_lines (publisher_id, currency, currency_exponent, period_start,
        line_number, cause, cause_id, conversion_id, occurred_at, credit_micro, commission_micro)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private static final String OF_PERIOD =
      """
      SELECT * FROM statements WHERE period_start = ? AND period_end = ?
      ORDER BY publisher_id, currency, currency_exponent""";

  private static final String LINES_OF_PERIOD =
      """
      SELECT * FROM statement_lines WHERE period_start = ?
      ORDER BY publisher_id, currency, currency_exponent, line_number""";

  private static final String CARRY =
      """
      SELECT currency, currency_exponent, closing_carry_micro FROM statements
      WHERE publisher_id = ? AND currency = ? AND currency_exponent = ?
      ORDER BY period_start DESC LIMIT 1""";

  private final Session session;

  StatementTable(Session session) {
    this.session = session;
  }

  private record Account(PublisherId publisherId, CurrencyUnit currency) {
    static Account of(Row row) {
      return new Account(new PublisherId(row.text("publisher_id")), row.currency());
    }
  }

  private record Numbered(Statement statement, int number) {}

  boolean close(ClosedPeriod closed) {
    int inserted =
        session.update(
            CLOSE,
            parameters ->
                parameters
                    .number(closed.number())
                    .time(closed.period().start())
                    .time(closed.period().end())
                    .time(closed.closedAt())
                    .number(closed.number()));
    if (inserted == 1) {
      session.update(
          TAKE_CREDITS,
          parameters -> parameters.number(closed.number()).time(closed.period().end()));
      session.update(TAKE_ADJUSTMENTS, parameters -> parameters.number(closed.number()));
    }
    return inserted == 1;
  }

  List<ClosedPeriod> closed() {
    return session.list(
        CLOSED,
        Session.Binding.NONE,
        row ->
            new ClosedPeriod(
                (int) row.number("number"),
                new Period(row.time("period_start"), row.time("period_end")),
                row.time("closed_at")));
  }

  List<PublisherLines> lines(int number) {
    Map<Account, List<StatementLine>> byAccount = new LinkedHashMap<>();
    session.each(
        LINES,
        parameters -> parameters.number(number).number(number),
        row -> collect(byAccount, row));
    return byAccount.entrySet().stream()
        .map(e -> new PublisherLines(e.getKey().publisherId(), e.getKey().currency(), e.getValue()))
        .toList();
  }

  void add(Statement statement) {
    int inserted =
        session.update(
            INSERT,
            parameters ->
                bindAccount(parameters, statement)
                    .time(statement.period().end())
                    .number(statement.openingCarry().micro())
                    .number(statement.earned().micro())
                    .number(statement.payable().minor())
                    .number(statement.closingCarry().micro())
                    .text(statement.hash().text()));
    if (inserted == 0) {
      throw new FactoryException(
          "attribution.statement-exists",
          "there is a statement of "
              + statement.publisherId()
              + " in "
              + statement.currency().code()
              + " for "
              + statement.period()
              + " already; nothing was written: read that one");
    }
    List<Numbered> lines = new ArrayList<>();
    for (int number = 1; number <= statement.lines().size(); number++) {
      lines.add(new Numbered(statement, number));
    }
    session.batch(INSERT_LINE, lines, StatementTable::bind);
  }

  List<Statement> of(Period period) {
    Map<Account, List<StatementLine>> lines = new LinkedHashMap<>();
    session.each(
        LINES_OF_PERIOD, parameters -> parameters.time(period.start()), row -> collect(lines, row));
    return session.list(
        OF_PERIOD,
        parameters -> parameters.time(period.start()).time(period.end()),
        row -> statement(row, period, lines.getOrDefault(Account.of(row), List.of())));
  }

  MicroMoney carry(PublisherId publisherId, CurrencyUnit currency) {
    List<MicroMoney> last =
        session.list(
            CARRY,
            parameters -> parameters.text(publisherId.value()).currency(currency),
            row -> row.micro("closing_carry_micro"));
    return last.isEmpty() ? MicroMoney.zero(currency) : last.get(0);
  }

  private static Statement statement(Row row, Period period, List<StatementLine> lines) {
    Account account = Account.of(row);
    try {
      Statement statement =
          new Statement(
              account.publisherId(),
              account.currency(),
              period,
              row.micro("opening_carry_micro"),
              lines,
              row.minor("payable_minor"),
              row.micro("closing_carry_micro"));
      if (statement.hash().text().equals(row.text("hash"))) {
        return statement;
      }
      throw damaged(account, period);
    } catch (IllegalArgumentException e) {
      throw damaged(account, period);
    }
  }

  private static FactoryException damaged(Account account, Period period) {
    return new FactoryException(
        "attribution.statement-damaged",
        "the stored statement of "
            + account.publisherId()
            + " in "
            + account.currency().code()
            + " for "
            + period
            + " does not fit its hash, so it was changed after it was closed; nothing was read:"
            + " restore its rows from a backup");
  }

  private static void collect(Map<Account, List<StatementLine>> byAccount, Row row) {
    byAccount.computeIfAbsent(Account.of(row), absent -> new ArrayList<>()).add(line(row));
  }

  private static StatementLine line(Row row) {
    return new StatementLine(
        CreditCause.valueOf(row.text("cause")),
        new EventId(row.text("cause_id")),
        new EventId(row.text("conversion_id")),
        row.time("occurred_at"),
        row.micro("credit_micro"),
        row.micro("commission_micro"));
  }

  private static Parameters bindAccount(Parameters parameters, Statement statement) {
    return parameters
        .text(statement.publisherId().value())
        .currency(statement.currency())
        .time(statement.period().start());
  }

  private static void bind(Parameters parameters, Numbered numbered) {
    StatementLine line = numbered.statement().lines().get(numbered.number() - 1);
    bindAccount(parameters, numbered.statement())
        .number(numbered.number())
        .text(line.cause().name())
        .text(line.causeId().value())
        .text(line.conversionId().value())
        .time(line.at())
        .number(line.credit().micro())
        .number(line.commission().micro());
  }
}

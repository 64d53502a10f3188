package dev.factory.attribution.statement;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.internal.JsonMembers;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.time.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a statement, described at {@link Statement#canonicalJson}. */
final class StatementJson {
  private static final long FORMAT = 1;
  private static final String DOCUMENT = "a statement";

  private StatementJson() {}

  static StatementHash hash(Statement statement) {
    return new StatementHash(Sha256.of(CanonicalJson.of(content(statement))));
  }

  static byte[] write(Statement statement) {
    Map<String, Object> members = content(statement);
    members.put("hash", Sha256.of(CanonicalJson.of(members)));
    return CanonicalJson.of(members);
  }

  static Statement read(byte[] json) {
    JsonMembers members = new JsonMembers(DOCUMENT, CanonicalJson.parseObject(json));
    members.requireVersion(FORMAT);
    try {
      Statement statement = statement(members);
      if (!statement.hash().text().equals(members.text("hash"))) {
        throw damaged("does not fit its hash", null);
      }
      return statement;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw damaged("does not add up or has a value that cannot be", e);
    }
  }

  private static Map<String, Object> content(Statement statement) {
    Map<String, Object> members = new TreeMap<>();
    members.put("v", FORMAT);
    members.put("publisher_id", statement.publisherId().value());
    members.put("currency", statement.currency().code());
    members.put("exponent", statement.currency().exponent());
    members.put("period_start", statement.period().start().toString());
    members.put("period_end", statement.period().end().toString());
    members.put("opening_carry_micro", micro(statement.openingCarry()));
    members.put("lines", statement.lines().stream().map(StatementJson::line).toList());
    members.put("earned_micro", micro(statement.earned()));
    members.put("payable", statement.payable().toDecimal());
    members.put("closing_carry_micro", micro(statement.closingCarry()));
    return members;
  }

  private static Map<String, Object> line(StatementLine line) {
    return Map.of(
        "cause", line.cause().name(),
        "cause_id", line.causeId().value(),
        "conversion_id", line.conversionId().value(),
        "at", line.at().toString(),
        "credit_micro", micro(line.credit()),
        "commission_micro", micro(line.commission()));
  }

  private static Statement statement(JsonMembers members) {
    CurrencyUnit currency =
        new CurrencyUnit(members.text("currency"), (int) members.integer("exponent"));
    List<StatementLine> lines =
        members.objects("lines").stream().map(line -> line(currency, line)).toList();
    return new Statement(
        new PublisherId(members.text("publisher_id")),
        currency,
        new Period(
            Instant.parse(members.text("period_start")), Instant.parse(members.text("period_end"))),
        micro(currency, members, "opening_carry_micro"),
        lines,
        payable(currency, members.text("payable")),
        micro(currency, members, "closing_carry_micro"));
  }

  private static Money payable(CurrencyUnit currency, String decimal) {
    try {
      return Money.parse(currency, decimal);
    } catch (FactoryException e) {
      throw damaged("has a payable amount that cannot be", e);
    }
  }

  private static StatementLine line(CurrencyUnit currency, JsonMembers line) {
    return new StatementLine(
        CreditCause.valueOf(line.text("cause")),
        new EventId(line.text("cause_id")),
        new EventId(line.text("conversion_id")),
        Instant.parse(line.text("at")),
        micro(currency, line, "credit_micro"),
        micro(currency, line, "commission_micro"));
  }

  /** As text, because a JSON number holds whole numbers up to 2^53 only. */
  private static String micro(MicroMoney amount) {
    return Long.toString(amount.micro());
  }

  private static MicroMoney micro(CurrencyUnit currency, JsonMembers members, String name) {
    return MicroMoney.ofMicro(currency, Long.parseLong(members.text(name)));
  }

  private static FactoryException damaged(String problem, @Nullable Exception cause) {
    String message =
        "a statement " + problem + "; it was not taken: get it again from where it was issued";
    return cause == null
        ? new FactoryException("attribution.statement-damaged", message)
        : new FactoryException("attribution.statement-damaged", message, cause);
  }
}

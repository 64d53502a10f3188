package dev.factory.attribution.jdbc;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.identity.IdentityHash;
import dev.factory.attribution.policy.PolicyHash;
import dev.factory.core.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables {@code attributions} and {@code credits}. */
final class CreditTable {
  private static final String INSERT_SET =
      """
      INSERT INTO attributions (cause_id, cause, conversion_id, occurred_at, policy_hash,
        identity_hash, currency, currency_exponent, amount_minor, reversed_before_minor)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (cause_id, cause) DO NOTHING""";

  private static final String INSERT_CREDIT =
      """
      INSERT INTO credits (cause_id, cause, position, conversion_id, occurred_at, publisher_id,
        touch_id, weight, currency, currency_exponent, credit_micro, commission_micro)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private static final String SETS =
      """
      SELECT * FROM attributions WHERE conversion_id = ?
      ORDER BY CASE WHEN cause = 'CONVERSION' THEN 0 ELSE 1 END, reversed_before_minor""";

  private static final String CREDITS =
      """
      SELECT * FROM credits
      WHERE (cause_id, cause) IN (
        SELECT cause_id, cause FROM attributions WHERE conversion_id = ?)
      ORDER BY cause_id, cause, position""";

  /** Each set has a credit at position 0; which period that one is in, all of the set are. */
  private static final String SETS_OF_PERIOD =
      """
      SELECT a.* FROM credits c
      JOIN attributions a ON a.cause_id = c.cause_id AND a.cause = c.cause
      WHERE c.closed_period = ? AND c.position = 0 AND (c.cause_id, c.cause) > (?, ?)
      ORDER BY c.cause_id, c.cause LIMIT ?""";

  private static final String REVERSED =
      """
      SELECT -COALESCE(SUM(amount_minor), 0) AS reversed FROM attributions
      WHERE conversion_id = ? AND cause <> 'CONVERSION'""";

  private final Session session;
  private final ConversionTable conversions;
  private final String creditsOfCauses;

  CreditTable(Session session, ConversionTable conversions) {
    this.session = session;
    this.conversions = conversions;
    this.creditsOfCauses =
        "SELECT * FROM credits WHERE cause_id"
            + session.isAny()
            + "ORDER BY cause_id, cause, position";
  }

  /** A credit with its place in its set. */
  private record Placed(CreditSet set, int position) {
    Credit credit() {
      return set.credits().get(position);
    }
  }

  private record Cause(String id, String kind) {}

  List<CreditSet> add(List<CreditSet> sets) {
    List<CreditSet> added = new ArrayList<>(sets.size());
    List<CreditSet> conversionSets = new ArrayList<>();
    for (CreditSet set : sets) {
      if (set.cause() == CreditCause.CONVERSION) {
        conversionSets.add(set);
      } else {
        added.addAll(insert(conversionSets));
        conversionSets.clear();
        if (follows(set)) {
          added.addAll(insert(List.of(set)));
        }
      }
    }
    added.addAll(insert(conversionSets));
    return added;
  }

  private boolean follows(CreditSet reversal) {
    conversions.lock(reversal.conversionId());
    long reversed =
        session
            .list(
                REVERSED,
                parameters -> parameters.text(reversal.conversionId().value()),
                row -> row.number("reversed"))
            .get(0);
    return reversed == reversal.reversedBefore().minor();
  }

  private List<CreditSet> insert(List<CreditSet> sets) {
    int[] inserted = session.batch(INSERT_SET, sets, CreditTable::bind);
    List<CreditSet> added = new ArrayList<>(sets.size());
    List<Placed> credits = new ArrayList<>();
    for (int index = 0; index < inserted.length; index++) {
      if (inserted[index] == 1) {
        CreditSet set = sets.get(index);
        added.add(set);
        for (int position = 0; position < set.credits().size(); position++) {
          credits.add(new Placed(set, position));
        }
      }
    }
    session.batch(INSERT_CREDIT, credits, CreditTable::bind);
    return added;
  }

  List<CreditSet> of(EventId conversionId) {
    Map<Cause, List<Credit>> credits = new HashMap<>();
    session.each(
        CREDITS,
        parameters -> parameters.text(conversionId.value()),
        row -> credits.computeIfAbsent(cause(row), absent -> new ArrayList<>()).add(credit(row)));
    return session.list(
        SETS,
        parameters -> parameters.text(conversionId.value()),
        row -> set(row, credits.getOrDefault(cause(row), List.of())));
  }

  List<CreditSet> ofPeriod(int closedPeriod, @Nullable CreditSet after, int limit) {
    Session.Binding page =
        parameters ->
            parameters
                .number(closedPeriod)
                .text(after == null ? "" : after.causeId().value())
                .text(after == null ? "" : after.cause().name())
                .number(limit);
    List<String> ids = session.list(SETS_OF_PERIOD, page, row -> row.text("cause_id"));
    Map<Cause, List<Credit>> credits = new HashMap<>();
    session.each(
        creditsOfCauses,
        parameters -> parameters.any(ids),
        row -> credits.computeIfAbsent(cause(row), absent -> new ArrayList<>()).add(credit(row)));
    return session.list(
        SETS_OF_PERIOD, page, row -> set(row, credits.getOrDefault(cause(row), List.of())));
  }

  private static Cause cause(Row row) {
    return new Cause(row.text("cause_id"), row.text("cause"));
  }

  private static Credit credit(Row row) {
    @Nullable String touch = row.textOrNull("touch_id");
    return new Credit(
        touch == null ? null : new EventId(touch),
        new PublisherId(row.text("publisher_id")),
        row.number("weight"),
        row.micro("credit_micro"),
        row.micro("commission_micro"));
  }

  private static CreditSet set(Row row, List<Credit> credits) {
    Money amount = row.minor("amount_minor");
    return new CreditSet(
        CreditCause.valueOf(row.text("cause")),
        new EventId(row.text("cause_id")),
        new EventId(row.text("conversion_id")),
        row.time("occurred_at"),
        new PolicyHash(row.text("policy_hash")),
        new IdentityHash(row.text("identity_hash")),
        amount,
        row.minor("reversed_before_minor"),
        credits);
  }

  private static void bind(Parameters parameters, CreditSet set) {
    parameters
        .text(set.causeId().value())
        .text(set.cause().name())
        .text(set.conversionId().value())
        .time(set.at())
        .text(set.policy().text())
        .text(set.identity().text())
        .currency(set.amount().currency())
        .number(set.amount().minor())
        .number(set.reversedBefore().minor());
  }

  private static void bind(Parameters parameters, Placed placed) {
    Credit credit = placed.credit();
    parameters
        .text(placed.set().causeId().value())
        .text(placed.set().cause().name())
        .number(placed.position())
        .text(placed.set().conversionId().value())
        .time(placed.set().at())
        .text(credit.publisherId().value())
        .text(credit.touch().map(EventId::value).orElse(null))
        .number(credit.weight())
        .currency(placed.set().amount().currency())
        .number(credit.credit().micro())
        .number(credit.commission().micro());
  }
}

package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.FxRate;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutStatus;
import dev.factory.attribution.payout.RunKey;
import dev.factory.core.jdbc.Dialect;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables {@code payouts}, {@code payout_lines} and {@code payout_attempts}. */
final class PayoutTable {
  private static final String INSERT =
      """
      INSERT INTO payouts (payout_id, period_start, period_end, method, publisher_id, destination,
        currency, currency_exponent, amount_minor, fx_rate, fx_source, fx_at, terms_hash, state,
        attempt, submitted_at, rail_reference, reason, confirmed_at, version)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (payout_id) DO NOTHING""";

  private static final String INSERT_LINE =
      """
      INSERT INTO payout_lines (payout_id, line_number, kind, reference, currency,
        currency_exponent, amount_minor)
      VALUES (?, ?, ?, ?, ?, ?, ?)""";

  private static final String INSERT_ATTEMPT =
      """
      INSERT INTO payout_attempts (payout_id, version, state, attempt, attempt_key,
        rail_reference, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?)""";

  private static final String UPDATE =
      """
      UPDATE payouts SET state = ?, attempt = ?, submitted_at = ?, rail_reference = ?, reason = ?,
        confirmed_at = ?, version = version + 1
      WHERE payout_id = ? AND version = ?""";

  private static final String BY_ID = "SELECT * FROM payouts WHERE payout_id = ?";

  /**
   * Makes other units that read the same payout to change it wait; SQLite has one writer anyway.
   */
  private static final String LOCKED_POSTGRESQL = BY_ID + " FOR UPDATE";

  private static final String OF_RUN =
      """
      SELECT * FROM payouts WHERE period_start = ? AND period_end = ? AND method = ?
      ORDER BY payout_id""";

  private final Session session;
  private final String inStates;
  private final String linesOf;

  PayoutTable(Session session) {
    this.session = session;
    this.inStates =
        "SELECT * FROM payouts WHERE state"
            + session.isAny()
            + "AND payout_id > ? ORDER BY payout_id LIMIT ?";
    this.linesOf =
        "SELECT * FROM payout_lines WHERE payout_id"
            + session.isAny()
            + "ORDER BY payout_id, line_number";
  }

  private record Numbered(Payout payout, int number) {}

  boolean add(Payout draft) {
    int inserted =
        session.update(
            INSERT,
            parameters -> {
              bindOrder(parameters, draft);
              bind(parameters, draft.status()).number(draft.version());
            });
    if (inserted == 0) {
      return false;
    }
    List<Numbered> lines = new ArrayList<>();
    for (int number = 1; number <= draft.lines().size(); number++) {
      lines.add(new Numbered(draft, number));
    }
    session.batch(INSERT_LINE, lines, PayoutTable::bindLine);
    note(draft);
    return true;
  }

  boolean update(Payout seen, PayoutStatus next) {
    int changed =
        session.update(
            UPDATE,
            parameters -> bind(parameters, next).text(seen.id().value()).number(seen.version()));
    if (changed == 1) {
      note(seen.with(next));
    }
    return changed == 1;
  }

  private void note(Payout payout) {
    session.update(
        INSERT_ATTEMPT,
        parameters ->
            parameters
                .text(payout.id().value())
                .number(payout.version())
                .text(payout.state().name())
                .number(payout.status().attempt())
                .text(payout.status().attempt() == 0 ? null : payout.key())
                .text(payout.status().railReference())
                .text(payout.status().reason()));
  }

  Optional<Payout> find(PayoutId id, boolean toChange) {
    boolean lock = toChange && session.dialect() == Dialect.POSTGRESQL;
    return read(lock ? LOCKED_POSTGRESQL : BY_ID, parameters -> parameters.text(id.value()))
        .stream()
        .findFirst();
  }

  List<Payout> of(RunKey run) {
    return read(OF_RUN, parameters -> RunTable.bind(parameters, run));
  }

  List<Payout> in(Set<PayoutState> states, @Nullable PayoutId after, int limit) {
    return read(
        inStates,
        parameters ->
            parameters
                .any(states.stream().map(PayoutState::name).toList())
                .text(after == null ? "" : after.value())
                .number(limit));
  }

  private List<Payout> read(String sql, Session.Binding binding) {
    List<Bare> found = session.list(sql, binding, PayoutTable::bare);
    Map<String, List<PayoutLine>> lines = new HashMap<>();
    List<String> ids = found.stream().map(bare -> bare.id().value()).toList();
    session.each(
        linesOf,
        parameters -> parameters.any(ids),
        row ->
            lines
                .computeIfAbsent(row.text("payout_id"), absent -> new ArrayList<>())
                .add(line(row)));
    return found.stream()
        .map(bare -> bare.with(lines.getOrDefault(bare.id().value(), List.of())))
        .toList();
  }

  private static PayoutLine line(Row row) {
    return new PayoutLine(
        PayoutLine.Kind.valueOf(row.text("kind")),
        row.text("reference"),
        row.minor("amount_minor"));
  }

  private static Bare bare(Row row) {
    return new Bare(
        new PayoutId(row.text("payout_id")),
        new RunKey(
            new Period(row.time("period_start"), row.time("period_end")),
            new PayoutMethod(row.text("method"))),
        new PublisherId(row.text("publisher_id")),
        row.text("destination"),
        row.textOrNull("fx_rate"),
        row.textOrNull("fx_source"),
        row.timeOrNull("fx_at"),
        row.minor("amount_minor"),
        row.text("terms_hash"),
        new PayoutStatus(
            PayoutState.valueOf(row.text("state")),
            (int) row.number("attempt"),
            row.timeOrNull("submitted_at"),
            row.text("rail_reference"),
            row.text("reason"),
            row.timeOrNull("confirmed_at")),
        row.number("version"));
  }

  /** A payout whose lines are not read yet. */
  private record Bare(
      PayoutId id,
      RunKey run,
      PublisherId publisherId,
      String destination,
      @Nullable String fxRate,
      @Nullable String fxSource,
      @Nullable Instant fxAt,
      Money amount,
      String termsHash,
      PayoutStatus status,
      long version) {

    Payout with(List<PayoutLine> lines) {
      return new Payout(
          id, run, publisherId, destination, lines, fx(lines), amount, termsHash, status, version);
    }

    private @Nullable FxRate fx(List<PayoutLine> lines) {
      if (fxRate == null || fxSource == null || fxAt == null || lines.isEmpty()) {
        return null;
      }
      CurrencyUnit from = lines.get(0).amount().currency();
      return new FxRate(from, amount.currency(), Rate.parse(fxRate), fxSource, fxAt);
    }
  }

  private static void bindOrder(Parameters parameters, Payout payout) {
    FxRate fx = payout.fxRate();
    parameters.text(payout.id().value());
    RunTable.bind(parameters, payout.run())
        .text(payout.publisherId().value())
        .text(payout.destination())
        .currency(payout.amount().currency())
        .number(payout.amount().minor())
        .text(fx == null ? null : fx.rate().toString())
        .text(fx == null ? null : fx.source())
        .timeOrNull(fx == null ? null : fx.at())
        .text(payout.termsHash());
  }

  private static Parameters bind(Parameters parameters, PayoutStatus status) {
    return parameters
        .text(status.state().name())
        .number(status.attempt())
        .timeOrNull(status.submittedAt())
        .text(status.railReference())
        .text(status.reason())
        .timeOrNull(status.confirmedAt());
  }

  private static void bindLine(Parameters parameters, Numbered numbered) {
    PayoutLine line = numbered.payout().lines().get(numbered.number() - 1);
    parameters
        .text(numbered.payout().id().value())
        .number(numbered.number())
        .text(line.kind().name())
        .text(line.reference())
        .currency(line.amount().currency())
        .number(line.amount().minor());
  }
}

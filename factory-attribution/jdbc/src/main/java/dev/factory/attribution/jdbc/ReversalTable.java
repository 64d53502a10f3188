package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code reversals}. */
final class ReversalTable {
  private static final String INSERT =
      """
      INSERT INTO reversals (event_id, conversion_id, kind, occurred_at, currency,
        currency_exponent, amount_minor, recorded_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (event_id) DO NOTHING""";

  private static final String BY_ID = "SELECT * FROM reversals WHERE event_id";

  private static final String REVERSED =
      "SELECT COALESCE(SUM(amount_minor), 0) AS reversed FROM reversals WHERE conversion_id = ?";

  private static final String UNATTRIBUTED =
      """
      SELECT * FROM reversals AS r
      WHERE occurred_at >= ? AND occurred_at < ?
        AND (occurred_at, event_id) > (?, ?)
        AND EXISTS (
          SELECT 1 FROM attributions AS a
          WHERE a.cause_id = r.conversion_id AND a.cause = 'CONVERSION')
        AND NOT EXISTS (
          SELECT 1 FROM attributions AS a
          WHERE a.cause_id = r.event_id AND a.cause = r.kind)
      ORDER BY occurred_at, event_id
      LIMIT ?""";

  private static final String WAITING =
      """
      SELECT COUNT(*) AS waiting FROM reversals AS r
      WHERE occurred_at >= ? AND occurred_at < ?
        AND NOT EXISTS (
          SELECT 1 FROM attributions AS a
          WHERE a.cause_id = r.conversion_id AND a.cause = 'CONVERSION')""";

  private final Session session;
  private final ConversionTable conversions;
  private final RecordedRows<Reversal> rows;

  ReversalTable(Session session, ConversionTable conversions) {
    this.session = session;
    this.conversions = conversions;
    this.rows =
        new RecordedRows<>(
            session, INSERT, BY_ID, ReversalTable::bind, ReversalTable::read, Reversal::eventId);
  }

  /** One by one: each must see what the one before it left of the same conversion. */
  List<RecordOutcome> record(List<Reversal> reversals, Instant recordedAt) {
    List<RecordOutcome> outcomes = new ArrayList<>(reversals.size());
    for (Reversal reversal : reversals) {
      outcomes.add(record(reversal, recordedAt));
    }
    return outcomes;
  }

  private RecordOutcome record(Reversal reversal, Instant recordedAt) {
    conversions.lock(reversal.conversionId());
    Reversal there = rows.byId(List.of(reversal.eventId().value())).get(reversal.eventId());
    if (there != null) {
      return there.equals(reversal) ? RecordOutcome.DUPLICATE : RecordOutcome.CONFLICT;
    }
    Optional<Conversion> conversion = conversions.find(reversal.conversionId());
    if (conversion.isEmpty()) {
      return RecordOutcome.UNKNOWN_CONVERSION;
    }
    if (!conversion.get().gross().currency().equals(reversal.amount().currency())) {
      return RecordOutcome.OTHER_CURRENCY;
    }
    long left = conversion.get().gross().minor() - reversed(reversal.conversionId());
    return reversal.amount().minor() > left
        ? RecordOutcome.EXCEEDS_GROSS
        : rows.record(List.of(reversal), recordedAt).get(0);
  }

  private long reversed(EventId conversionId) {
    return session
        .list(
            REVERSED,
            parameters -> parameters.text(conversionId.value()),
            row -> row.number("reversed"))
        .get(0);
  }

  List<Reversal> unattributed(Period period, @Nullable Reversal after, int limit) {
    Instant afterTime = after == null ? Instant.EPOCH : after.at();
    String afterId = after == null ? "" : after.eventId().value();
    return session.list(
        UNATTRIBUTED,
        parameters ->
            parameters
                .time(period.start())
                .time(period.end())
                .time(afterTime)
                .text(afterId)
                .number(limit),
        ReversalTable::read);
  }

  long waiting(Period period) {
    return session
        .list(
            WAITING,
            parameters -> parameters.time(period.start()).time(period.end()),
            row -> row.number("waiting"))
        .get(0);
  }

  private static void bind(Parameters parameters, Reversal reversal) {
    parameters
        .text(reversal.eventId().value())
        .text(reversal.conversionId().value())
        .text(reversal.kind().name())
        .time(reversal.at())
        .currency(reversal.amount().currency())
        .number(reversal.amount().minor());
  }

  private static Reversal read(Row row) {
    return new Reversal(
        new EventId(row.text("event_id")),
        new EventId(row.text("conversion_id")),
        row.minor("amount_minor"),
        ReversalKind.valueOf(row.text("kind")),
        row.time("occurred_at"));
  }
}

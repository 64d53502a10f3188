package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.core.jdbc.Dialect;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code conversions}. */
final class ConversionTable {
  private static final String INSERT =
      """
      INSERT INTO conversions (event_id, order_id, user_key, occurred_at, currency,
        currency_exponent, gross_minor, offer_id, milestone, recorded_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (event_id) DO NOTHING""";

  private static final String BY_ID = "SELECT * FROM conversions WHERE event_id";

  private static final String UNATTRIBUTED =
      """
      SELECT * FROM conversions AS c
      WHERE occurred_at >= ? AND occurred_at < ?
        AND (occurred_at, event_id) > (?, ?)
        AND NOT EXISTS (
          SELECT 1 FROM attributions AS a
          WHERE a.cause_id = c.event_id AND a.cause = 'CONVERSION')
      ORDER BY occurred_at, event_id
      LIMIT ?""";

  private static final String OF_PERIOD =
      """
      SELECT * FROM conversions
      WHERE occurred_at >= ? AND occurred_at < ? AND (occurred_at, event_id) > (?, ?)
      ORDER BY occurred_at, event_id
      LIMIT ?""";

  private static final String LOCK_POSTGRESQL =
      "SELECT event_id FROM conversions WHERE event_id = ? FOR UPDATE";

  private final Session session;
  private final RecordedRows<Conversion> rows;

  ConversionTable(Session session) {
    this.session = session;
    this.rows =
        new RecordedRows<>(
            session,
            INSERT,
            BY_ID,
            ConversionTable::bind,
            ConversionTable::read,
            Conversion::eventId);
  }

  List<RecordOutcome> record(List<Conversion> conversions, Instant recordedAt) {
    return rows.record(conversions, recordedAt);
  }

  Optional<Conversion> find(EventId id) {
    return Optional.ofNullable(rows.byId(List.of(id.value())).get(id));
  }

  /** Makes other units that lock the same conversion wait; SQLite has one writer anyway. */
  void lock(EventId id) {
    if (session.dialect() == Dialect.POSTGRESQL) {
      session.list(
          LOCK_POSTGRESQL, parameters -> parameters.text(id.value()), row -> row.text("event_id"));
    }
  }

  List<Conversion> unattributed(Period period, @Nullable Conversion after, int limit) {
    return page(UNATTRIBUTED, period, after, limit);
  }

  List<Conversion> of(Period period, @Nullable Conversion after, int limit) {
    return page(OF_PERIOD, period, after, limit);
  }

  private List<Conversion> page(String sql, Period period, @Nullable Conversion after, int limit) {
    Instant afterTime = after == null ? Instant.EPOCH : after.at();
    String afterId = after == null ? "" : after.eventId().value();
    return session.list(
        sql,
        parameters ->
            parameters
                .time(period.start())
                .time(period.end())
                .time(afterTime)
                .text(afterId)
                .number(limit),
        ConversionTable::read);
  }

  private static void bind(Parameters parameters, Conversion conversion) {
    parameters
        .text(conversion.eventId().value())
        .text(conversion.orderId().value())
        .text(conversion.userKey().value())
        .time(conversion.at())
        .currency(conversion.gross().currency())
        .number(conversion.gross().minor())
        .text(conversion.offerId().value())
        .text(conversion.milestone());
  }

  private static Conversion read(Row row) {
    return new Conversion(
        new EventId(row.text("event_id")),
        new OrderId(row.text("order_id")),
        new UserKey(row.text("user_key")),
        row.time("occurred_at"),
        row.minor("gross_minor"),
        new OfferId(row.text("offer_id")),
        row.text("milestone"));
  }
}

package dev.factory.cost.jdbc;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.usage.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A row of {@code usage_event}. */
final class EventRow {
  private static final String COLUMNS =
      "event_id, reservation, kind, nanos, currency, currency_exponent, exact_femtos, provider,"
          + " model, input_tokens, cache_read_tokens, cache_write_tokens, cache_write_long_tokens,"
          + " audio_input_tokens, output_tokens, reasoning_tokens, audio_output_tokens,"
          + " price_version, occurred_at, recorded_at, calls";

  static final String SELECT = "SELECT " + COLUMNS + " FROM usage_event";

  private final Sql sql;

  EventRow(Sql sql) {
    this.sql = sql;
  }

  List<UsageEvent> readAll(PreparedStatement select) throws SQLException {
    List<UsageEvent> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(read(rows));
      }
    }
    return found;
  }

  private UsageEvent read(ResultSet row) throws SQLException {
    Usage usage =
        new Usage(
            row.getLong(10),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13),
            row.getLong(14),
            row.getLong(15),
            row.getLong(16),
            row.getLong(17));
    Charge charge =
        new Charge(
            row.getString(1),
            row.getString(8),
            row.getString(9),
            usage,
            new ExactCost(new CurrencyUnit(row.getString(5), row.getInt(6)), row.getLong(7)),
            row.getString(18),
            sql.time(row, 19),
            row.getLong(21));
    return new UsageEvent(
        charge,
        EventKind.valueOf(row.getString(3)),
        row.getString(2),
        row.getLong(4),
        sql.time(row, 20));
  }

  void insert(Connection connection, Collection<UsageEvent> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO usage_event ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (UsageEvent one : events) {
        bind(insert, one);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void bind(PreparedStatement insert, UsageEvent one) throws SQLException {
    Charge charge = one.charge();
    Usage usage = charge.usage();
    insert.setString(1, charge.eventId());
    insert.setString(2, one.reservation());
    insert.setString(3, one.kind().name());
    insert.setLong(4, one.nanos());
    insert.setString(5, charge.exact().currency().code());
    insert.setInt(6, charge.exact().currency().exponent());
    insert.setLong(7, charge.exact().femtos());
    insert.setString(8, charge.provider());
    insert.setString(9, charge.model());
    insert.setLong(10, usage.input());
    insert.setLong(11, usage.cacheRead());
    insert.setLong(12, usage.cacheWrite());
    insert.setLong(13, usage.cacheWriteLong());
    insert.setLong(14, usage.audioInput());
    insert.setLong(15, usage.output());
    insert.setLong(16, usage.reasoning());
    insert.setLong(17, usage.audioOutput());
    insert.setString(18, charge.priceVersion());
    sql.setTime(insert, 19, charge.occurredAt());
    sql.setTime(insert, 20, one.recordedAt());
    insert.setLong(21, charge.calls());
  }
}

package dev.factory.cost.jdbc;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.ledger.UsageTotal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of {@code usage_total}. */
final class UsageTotalRows {
  private final Sql sql;

  UsageTotalRows(Sql sql) {
    this.sql = sql;
  }

  /**
   * Adds what the events of one transaction come to, after everything else, in the order of keys:
   * calls with the same tags wait for each other at their counters before they meet here.
   */
  void add(Connection connection, LoadedRows rows) throws SQLException {
    if (rows.added().isEmpty()) {
      return;
    }
    Map<Instant, List<UsageTotal>> slots = new TreeMap<>();
    for (UsageEvent event : rows.added()) {
      Reservation of = rows.reservation(event.reservation());
      SpendTags tags = of == null ? SpendTags.NONE : of.tags();
      slots
          .computeIfAbsent(UsageTotal.slot(event.recordedAt()), any -> new ArrayList<>())
          .add(UsageTotal.of(event, tags));
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO usage_total (slot, tags, provider, model, kind, currency,"
                + " currency_exponent, events, nanos, input_tokens, output_tokens)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (slot, tags, provider, model, kind, currency, currency_exponent)"
                + " DO UPDATE SET events = usage_total.events + excluded.events,"
                + " nanos = usage_total.nanos + excluded.nanos,"
                + " input_tokens = usage_total.input_tokens + excluded.input_tokens,"
                + " output_tokens = usage_total.output_tokens + excluded.output_tokens")) {
      for (Map.Entry<Instant, List<UsageTotal>> slot : slots.entrySet()) {
        for (UsageTotal total : UsageTotal.sum(slot.getValue())) {
          bind(upsert, slot.getKey(), total);
          upsert.addBatch();
        }
      }
      upsert.executeBatch();
    }
  }

  private void bind(PreparedStatement upsert, Instant slot, UsageTotal total) throws SQLException {
    sql.setTime(upsert, 1, slot);
    upsert.setString(2, total.tags().text());
    upsert.setString(3, total.provider());
    upsert.setString(4, total.model());
    upsert.setString(5, total.kind().name());
    upsert.setString(6, total.currency().code());
    upsert.setInt(7, total.currency().exponent());
    upsert.setLong(8, total.events());
    upsert.setLong(9, total.nanos());
    upsert.setLong(10, total.input());
    upsert.setLong(11, total.output());
  }

  List<UsageTotal> between(Connection connection, Instant from, Instant to) throws SQLException {
    List<UsageTotal> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT tags, provider, model, kind, currency, currency_exponent,"
                + " CAST(SUM(events) AS BIGINT), CAST(SUM(nanos) AS BIGINT),"
                + " CAST(SUM(input_tokens) AS BIGINT), CAST(SUM(output_tokens) AS BIGINT)"
                + " FROM usage_total WHERE slot >= ? AND slot < ?"
                + " GROUP BY tags, provider, model, kind, currency, currency_exponent")) {
      sql.setTime(select, 1, from);
      sql.setTime(select, 2, to);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new UsageTotal(
                  SpendTags.parse(row.getString(1)),
                  row.getString(2),
                  row.getString(3),
                  EventKind.valueOf(row.getString(4)),
                  new CurrencyUnit(row.getString(5), row.getInt(6)),
                  row.getLong(7),
                  row.getLong(8),
                  row.getLong(9),
                  row.getLong(10)));
        }
      }
    }
    return UsageTotal.sum(found);
  }
}

package dev.factory.cost.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.Json;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.ReservationState;
import dev.factory.cost.ledger.WindowKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A row of {@code budget_reservation}. */
final class ReservationRow {
  static final String COLUMNS =
      "id, path, currency, currency_exponent, requested_nanos, amount_nanos, charged_nanos,"
          + " presumed_nanos, state, price_version, reserved_at, deadline, on_crash, tags";

  private final Sql sql;

  ReservationRow(Sql sql) {
    this.sql = sql;
  }

  Reservation read(ResultSet row) throws SQLException {
    return new Reservation(
        row.getString(1),
        path(row.getString(2)),
        new CurrencyUnit(row.getString(3), row.getInt(4)),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        ReservationState.valueOf(row.getString(9)),
        row.getString(10),
        sql.time(row, 11),
        sql.time(row, 12),
        OnCrash.valueOf(row.getString(13)),
        SpendTags.parse(row.getString(14)));
  }

  /** Binds the columns of one reservation; returns the index after them. */
  int bind(PreparedStatement statement, int first, Reservation one) throws SQLException {
    int index = first;
    statement.setString(index++, one.id());
    statement.setString(index++, text(one.windows()));
    statement.setString(index++, one.currency().code());
    statement.setInt(index++, one.currency().exponent());
    statement.setLong(index++, one.requested());
    statement.setLong(index++, one.amount());
    statement.setLong(index++, one.charged());
    statement.setLong(index++, one.presumed());
    statement.setString(index++, one.state().name());
    statement.setString(index++, one.priceVersion());
    sql.setTime(statement, index++, one.reservedAt());
    sql.setTime(statement, index++, one.deadline());
    statement.setString(index++, one.onCrash().name());
    statement.setString(index++, one.tags().text());
    return index;
  }

  void insert(Connection connection, Collection<Reservation> reservations) throws SQLException {
    if (reservations.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO budget_reservation ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Reservation one : reservations) {
        bind(insert, 1, one);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  void update(Connection connection, Collection<Reservation> reservations) throws SQLException {
    if (reservations.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE budget_reservation SET amount_nanos = ?, charged_nanos = ?,"
                + " presumed_nanos = ?, state = ? WHERE id = ?")) {
      for (Reservation one : reservations) {
        update.setLong(1, one.amount());
        update.setLong(2, one.charged());
        update.setLong(3, one.presumed());
        update.setString(4, one.state().name());
        update.setString(5, one.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static String text(List<WindowKey> windows) {
    return new String(
        CanonicalJson.ofValue(
            windows.stream()
                .map(window -> List.of(window.line(), window.start().toString()))
                .toList()),
        UTF_8);
  }

  private static List<WindowKey> path(String text) {
    List<WindowKey> windows = new ArrayList<>();
    for (JsonNode pair : Json.mapper().readTree(text)) {
      windows.add(new WindowKey(pair.path(0).asString(), Instant.parse(pair.path(1).asString())));
    }
    return windows;
  }
}

package dev.factory.cost.jdbc;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.money.NanoMoney;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rows of {@code alert_state}. */
final class AlertRows {
  private static final String COLUMNS =
      "rule, subject, window_start, level, amount_nanos, reference_nanos, currency,"
          + " currency_exponent, raised_at";

  private final Sql sql;

  AlertRows(Sql sql) {
    this.sql = sql;
  }

  /** Inserts those whose key is new, in the order of keys, so that two who do it never deadlock. */
  List<Alert> insertNew(Connection connection, List<Alert> alerts) throws SQLException {
    Comparator<Alert> byKey =
        Comparator.comparing(Alert::subject)
            .thenComparing(Alert::window)
            .thenComparing(Alert::rule)
            .thenComparing(Alert::level);
    Set<Alert> made = new LinkedHashSet<>();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO alert_state ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      for (Alert alert : alerts.stream().sorted(byKey).toList()) {
        bind(insert, alert);
        if (insert.executeUpdate() == 1) {
          made.add(alert);
        }
      }
    }
    return alerts.stream().distinct().filter(made::contains).toList();
  }

  private void bind(PreparedStatement insert, Alert alert) throws SQLException {
    insert.setString(1, alert.rule());
    insert.setString(2, alert.subject());
    sql.setTime(insert, 3, alert.window());
    insert.setInt(4, alert.level());
    insert.setLong(5, alert.amount().nanos());
    insert.setLong(6, alert.reference().nanos());
    insert.setString(7, alert.amount().currency().code());
    insert.setInt(8, alert.amount().currency().exponent());
    sql.setTime(insert, 9, alert.at());
  }

  List<Alert> between(Connection connection, Instant from, Instant to, int limit)
      throws SQLException {
    List<Alert> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM alert_state WHERE raised_at >= ? AND raised_at < ?"
                + " ORDER BY raised_at, rule, subject, window_start, level LIMIT ?")) {
      sql.setTime(select, 1, from);
      sql.setTime(select, 2, to);
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          CurrencyUnit currency = new CurrencyUnit(row.getString(7), row.getInt(8));
          found.add(
              new Alert(
                  row.getString(1),
                  row.getString(2),
                  sql.time(row, 3),
                  row.getInt(4),
                  NanoMoney.ofNanos(currency, row.getLong(5)),
                  NanoMoney.ofNanos(currency, row.getLong(6)),
                  sql.time(row, 9)));
        }
      }
    }
    return found;
  }
}

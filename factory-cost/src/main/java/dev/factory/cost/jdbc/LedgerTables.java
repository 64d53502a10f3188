package dev.factory.cost.jdbc;

import dev.factory.cost.ledger.Counter;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.ledger.WindowKey;
import dev.factory.cost.ledger.WindowState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The statements of the ledger. */
final class LedgerTables {
  private static final String COUNTER = "limit_nanos, spent_nanos, reserved_nanos, version";

  private final Sql sql;
  private final ReservationRow reservation;
  private final EventRow event;
  private final UsageTotalRows totals;

  LedgerTables(Sql sql) {
    this.sql = sql;
    this.reservation = new ReservationRow(sql);
    this.event = new EventRow(sql);
    this.totals = new UsageTotalRows(sql);
  }

  Map<String, Reservation> reservations(Connection connection, Collection<String> ids)
      throws SQLException {
    return reservations(connection, ids, "");
  }

  Map<String, Reservation> lockReservations(Connection connection, Collection<String> ids)
      throws SQLException {
    return reservations(connection, ids, sql.forUpdate("budget_reservation"));
  }

  private Map<String, Reservation> reservations(
      Connection connection, Collection<String> ids, String lock) throws SQLException {
    Map<String, Reservation> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + ReservationRow.COLUMNS
                + " FROM budget_reservation WHERE "
                + sql.isAny("id")
                + " ORDER BY id"
                + lock)) {
      sql.setTexts(select, 1, ids);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Reservation one = reservation.read(rows);
          found.put(one.id(), one);
        }
      }
    }
    return found;
  }

  List<Reservation> overdue(Connection connection, Instant now, int limit) throws SQLException {
    List<Reservation> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + ReservationRow.COLUMNS
                + " FROM budget_reservation WHERE state = 'OPEN' AND deadline <= ?"
                + " ORDER BY deadline, id LIMIT ?")) {
      sql.setTime(select, 1, now);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(reservation.read(rows));
        }
      }
    }
    return found;
  }

  /** Reads the counters into {@code into}; returns those that have no row yet. */
  SortedSet<WindowKey> lockWindows(
      Connection connection, SortedSet<WindowKey> keys, LoadedRows into) throws SQLException {
    SortedSet<WindowKey> missing = new TreeSet<>(keys);
    if (keys.isEmpty()) {
      return missing;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT w.line, w.window_start, "
                + COUNTER
                + " FROM "
                + sql.keys()
                + " JOIN budget_window w ON w.line = k.line AND w.window_start = k.start"
                + " ORDER BY w.line, w.window_start"
                + sql.forUpdate("w"))) {
      sql.setKeys(select, keys);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          WindowKey key = new WindowKey(rows.getString(1), sql.time(rows, 2));
          into.put(key, counter(rows, 3));
          missing.remove(key);
        }
      }
    }
    return missing;
  }

  /** Makes rows for windows that nobody used yet; those that exist are left alone. */
  int insertEmpty(Connection connection, Collection<WindowKey> keys) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO budget_window (line, window_start, "
                + COUNTER
                + ") VALUES (?, ?, 0, 0, 0, 0) ON CONFLICT DO NOTHING")) {
      for (WindowKey key : keys) {
        insert.setString(1, key.line());
        sql.setTime(insert, 2, key.start());
        insert.addBatch();
      }
      return insert.executeBatch().length;
    }
  }

  /** Reads the cells of rolling lines whose anchors are locked. */
  void loadCells(Connection connection, Map<String, Instant> from, LoadedRows into)
      throws SQLException {
    for (Map.Entry<String, Instant> line : from.entrySet()) {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT window_start, "
                  + COUNTER
                  + " FROM budget_window WHERE line = ? AND window_start >= ?")) {
        select.setString(1, line.getKey());
        sql.setTime(select, 2, line.getValue());
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            into.put(new WindowKey(line.getKey(), sql.time(rows, 1)), counter(rows, 2));
          }
        }
      }
    }
  }

  List<WindowState> windows(Connection connection, String line, Instant from, Instant to)
      throws SQLException {
    List<WindowState> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT window_start, "
                + COUNTER
                + " FROM budget_window WHERE line = ? AND window_start >= ? AND window_start < ?"
                // a row that was only made ready is not a counter yet
                + " AND version > 0 ORDER BY window_start")) {
      select.setString(1, line);
      sql.setTime(select, 2, from);
      sql.setTime(select, 3, to);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new WindowState(new WindowKey(line, sql.time(rows, 1)), counter(rows, 2)));
        }
      }
    }
    return found;
  }

  Map<String, UsageEvent> events(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, UsageEvent> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    try (PreparedStatement select =
        connection.prepareStatement(EventRow.SELECT + " WHERE " + sql.isAny("event_id"))) {
      sql.setTexts(select, 1, ids);
      event.readAll(select).forEach(one -> found.put(one.id(), one));
    }
    return found;
  }

  List<UsageEvent> events(Connection connection, String ofReservation) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(EventRow.SELECT + " WHERE reservation = ? ORDER BY event_id")) {
      select.setString(1, ofReservation);
      return event.readAll(select);
    }
  }

  List<UsageEvent> events(Connection connection, Instant from, Instant to, String after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            EventRow.SELECT
                + " WHERE recorded_at >= ? AND recorded_at < ?"
                + (after.isEmpty()
                    ? ""
                    : " AND (recorded_at, event_id) > (SELECT recorded_at, event_id"
                        + " FROM usage_event WHERE event_id = ?)")
                + " ORDER BY recorded_at, event_id LIMIT ?")) {
      int index = 1;
      sql.setTime(select, index++, from);
      sql.setTime(select, index++, to);
      if (!after.isEmpty()) {
        select.setString(index++, after);
      }
      select.setInt(index, limit);
      return event.readAll(select);
    }
  }

  List<UsageTotal> totals(Connection connection, Instant from, Instant to) throws SQLException {
    return totals.between(connection, from, to);
  }

  /** Writes what the commands changed, in the order of the locks. */
  void write(Connection connection, LoadedRows rows) throws SQLException {
    reservation.insert(connection, rows.inserted().values());
    reservation.update(connection, rows.updated().values());
    if (!rows.changedCounters().isEmpty()) {
      updateWindows(connection, rows.changedCounters());
    }
    event.insert(connection, rows.added());
    totals.add(connection, rows);
  }

  private void updateWindows(Connection connection, Map<WindowKey, Counter> counters)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE budget_window SET limit_nanos = ?, spent_nanos = ?, reserved_nanos = ?,"
                + " version = ? WHERE line = ? AND window_start = ?")) {
      for (Map.Entry<WindowKey, Counter> changed : counters.entrySet()) {
        Counter counter = changed.getValue();
        update.setLong(1, counter.limit());
        update.setLong(2, counter.spent());
        update.setLong(3, counter.reserved());
        update.setLong(4, counter.version());
        update.setString(5, changed.getKey().line());
        sql.setTime(update, 6, changed.getKey().start());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static Counter counter(ResultSet rows, int first) throws SQLException {
    return new Counter(
        rows.getLong(first),
        rows.getLong(first + 1),
        rows.getLong(first + 2),
        rows.getLong(first + 3));
  }
}

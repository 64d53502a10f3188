package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.Reservation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One statement, one round trip, one commit: takes the counters in their order, each only if it has
 * room, and then writes the reservation.
 *
 * <p>It grants the plain case alone: a new request, counters that exist and know the limit, no
 * rolling line, room on every level. Whatever else is the case, it changes nothing, and the rules
 * decide: so there is one place where anything is refused.
 */
final class PostgresLoneReserve implements LoneReserve {
  private static final String HAS_ROOM =
      "line = ? AND window_start = ? AND limit_nanos = ? AND version > 0"
          // neither side can overflow, as a sum could
          + " AND spent_nanos <= ? - reserved_nanos";

  private static final String TAKE =
      "UPDATE budget_window SET reserved_nanos = reserved_nanos + ?, version = version + 1 WHERE "
          + HAS_ROOM;

  /**
   * Lost races, the same request sent twice, and a counter that was filled between the look and the
   * taking, which the statement turns into a division by zero to undo itself.
   */
  private static final Set<String> NOT_DECIDED = Set.of("40001", "40P01", "23505", "22012");

  private final Sql sql = new PostgresSql();
  private final ReservationRow row = new ReservationRow(sql);
  private final Map<Integer, String> statements = new ConcurrentHashMap<>();

  /** The text depends on how many levels there are, and on nothing else. */
  private static String statement(int levels) {
    StringBuilder text = new StringBuilder(2_048);
    text.append("WITH t0 AS (").append(TAKE);
    text.append(" AND NOT EXISTS (SELECT FROM budget_reservation WHERE id = ?)");
    for (int level = 1; level < levels; level++) {
      text.append(" AND EXISTS (SELECT FROM budget_window WHERE ").append(HAS_ROOM).append(')');
    }
    text.append(" RETURNING 1)");
    for (int level = 1; level < levels; level++) {
      // reading the one before is what makes it come first
      text.append(", t").append(level).append(" AS (").append(TAKE);
      text.append(" AND EXISTS (SELECT FROM t").append(level - 1).append(") RETURNING 1)");
    }
    text.append(", made AS (INSERT INTO budget_reservation (").append(ReservationRow.COLUMNS);
    text.append(") SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM t").append(levels - 1);
    text.append(" ON CONFLICT (id) DO NOTHING RETURNING 1)");
    text.append(" SELECT CASE WHEN EXISTS (SELECT FROM t0)");
    text.append(" THEN 1 / (SELECT count(*)::int FROM made) ELSE 0 END");
    return text.toString();
  }

  @Override
  public Optional<LedgerOutcome> held(Transactions transactions, LedgerCommand.Reserve command) {
    boolean plain =
        command.levels().stream()
            .allMatch(level -> !level.window().isCell() && command.amount() <= level.limit());
    if (!plain) {
      return Optional.empty();
    }
    Reservation wanted = Reservation.of(command);
    // a statement by itself is a transaction, and committed when it returns
    boolean held = transactions.outside(connection -> held(connection, command, wanted));
    return held ? Optional.of(new LedgerOutcome.Held(wanted, List.of())) : Optional.empty();
  }

  private boolean held(Connection connection, LedgerCommand.Reserve command, Reservation wanted)
      throws SQLException {
    List<Level> levels = command.levels();
    String text = statements.computeIfAbsent(levels.size(), PostgresLoneReserve::statement);
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int index = take(statement, 1, levels.get(0), command.amount());
      statement.setString(index++, wanted.id());
      for (Level level : levels.subList(1, levels.size())) {
        index = hasRoom(statement, index, level, command.amount());
      }
      for (Level level : levels.subList(1, levels.size())) {
        index = take(statement, index, level, command.amount());
      }
      row.bind(statement, index, wanted);
      try (ResultSet held = statement.executeQuery()) {
        held.next();
        return held.getInt(1) == 1;
      }
    } catch (SQLException failure) {
      if (NOT_DECIDED.contains(String.valueOf(failure.getSQLState()))) {
        return false;
      }
      throw failure;
    }
  }

  private int take(PreparedStatement statement, int first, Level level, long amount)
      throws SQLException {
    statement.setLong(first, amount);
    return hasRoom(statement, first + 1, level, amount);
  }

  private int hasRoom(PreparedStatement statement, int first, Level level, long amount)
      throws SQLException {
    int index = first;
    statement.setString(index++, level.window().line());
    sql.setTime(statement, index++, level.window().start());
    statement.setLong(index++, level.limit());
    statement.setLong(index++, level.limit() - amount);
    return index;
  }
}

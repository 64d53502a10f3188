package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.StorageException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.ledger.LedgerChange;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerNews;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.LedgerRules;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.WindowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Many commands, one transaction: lock, decide in memory, write what changed, commit. */
final class LedgerTransaction {
  /** Two requests with one id at once, or a counter that nobody had: seen again after a moment. */
  private static final int ATTEMPTS = 10;

  private final Transactions transactions;
  private final LedgerTables tables;
  private final Telling telling;
  private final LoneReserve alone;

  LedgerTransaction(Transactions transactions, LedgerTables tables, Telling telling) {
    this.transactions = transactions;
    this.tables = tables;
    this.telling = telling;
    this.alone = LoneReserve.of(transactions.dialect());
  }

  List<LedgerOutcome> apply(List<LedgerCommand> commands) {
    if (commands.size() == 1 && commands.get(0) instanceof LedgerCommand.Reserve reserve) {
      Optional<LedgerOutcome> held = alone.held(transactions, reserve);
      if (held.isPresent()) {
        return List.of(held.get());
      }
    }
    return inTransaction(commands);
  }

  private List<LedgerOutcome> inTransaction(List<LedgerCommand> commands) {
    for (int attempt = 1; ; attempt++) {
      try {
        Done done = transactions.write(connection -> run(connection, commands));
        if (done.missing().isEmpty()) {
          telling.committed(done.news());
          return done.outcomes();
        }
        // in a transaction of its own, so that no lock is held while others insert the same rows
        transactions.write(connection -> tables.insertEmpty(connection, done.missing()));
      } catch (StorageException failure) {
        if (!failure.isDuplicateRow() || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  /** What was done; or, if counters are missing, that nothing was. */
  private record Done(
      List<LedgerOutcome> outcomes, Collection<WindowKey> missing, LedgerNews news) {}

  private Done run(Connection connection, List<LedgerCommand> commands) throws SQLException {
    Map<String, Reservation> known = tables.lockReservations(connection, ids(commands));
    TreeSet<WindowKey> windows = new TreeSet<>();
    Map<String, Instant> cellsFrom = new HashMap<>();
    for (LedgerCommand command : commands) {
      for (Level level : levels(command)) {
        windows.add(level.window());
        if (level.window().isCell()) {
          cellsFrom.merge(
              level.window().line(), level.countedFrom(), (a, b) -> a.isBefore(b) ? a : b);
        }
      }
    }
    known.values().forEach(reservation -> windows.addAll(reservation.windows()));

    LoadedRows rows = new LoadedRows(known, tables.events(connection, eventIds(commands)));
    SortedSet<WindowKey> missing = tables.lockWindows(connection, withAnchors(windows), rows);
    if (!missing.isEmpty()) {
      return new Done(List.of(), missing, telling.nothing());
    }
    tables.loadCells(connection, cellsFrom, rows);

    List<LedgerOutcome> outcomes = new ArrayList<>(commands.size());
    LedgerNews news = telling.nothing();
    for (LedgerCommand command : commands) {
      LedgerChange change = new LedgerChange(rows);
      LedgerOutcome outcome = LedgerRules.apply(command, change);
      outcomes.add(outcome);
      news.add(command, outcome, rows, change);
      rows.keep(change);
    }
    tables.write(connection, rows);
    telling.tell(connection, news);
    return new Done(outcomes, List.of(), news);
  }

  /**
   * A rolling line is counted over many cells, some of which another node may be about to make.
   * Whoever touches one of them first takes the row at the epoch, which stands for the line.
   */
  private static SortedSet<WindowKey> withAnchors(Set<WindowKey> windows) {
    TreeSet<WindowKey> all = new TreeSet<>(windows);
    for (WindowKey window : windows) {
      if (window.isCell()) {
        all.add(LoadedRows.anchor(window.line()));
      }
    }
    return all;
  }

  private static SortedSet<String> ids(List<LedgerCommand> commands) {
    TreeSet<String> ids = new TreeSet<>();
    commands.forEach(command -> ids.add(command.reservation()));
    return ids;
  }

  private static List<Level> levels(LedgerCommand command) {
    if (command instanceof LedgerCommand.Reserve reserve) {
      return reserve.levels();
    }
    return command instanceof LedgerCommand.Resize resize ? resize.levels() : List.of();
  }

  private static List<String> eventIds(List<LedgerCommand> commands) {
    List<String> ids = new ArrayList<>();
    for (LedgerCommand command : commands) {
      if (command instanceof LedgerCommand.Settle settle) {
        ids.add(settle.charge().eventId());
      } else if (command instanceof LedgerCommand.Adjust adjust) {
        ids.add(adjust.charge().eventId());
      }
    }
    return ids;
  }
}

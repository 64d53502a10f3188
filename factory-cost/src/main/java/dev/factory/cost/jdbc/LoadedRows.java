package dev.factory.cost.jdbc;

import dev.factory.cost.ledger.Counter;
import dev.factory.cost.ledger.LedgerChange;
import dev.factory.cost.ledger.LedgerState;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.ledger.WindowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The locked rows of one transaction, and which of them its commands changed. */
final class LoadedRows implements LedgerState {
  private final Map<String, Reservation> reservations;
  private final Map<String, UsageEvent> events;
  private final Map<String, NavigableMap<Instant, Counter>> lines = new HashMap<>();

  private final TreeMap<String, Reservation> inserted = new TreeMap<>();
  private final TreeMap<String, Reservation> updated = new TreeMap<>();
  private final TreeMap<WindowKey, Counter> counters = new TreeMap<>();
  private final List<UsageEvent> added = new ArrayList<>();

  LoadedRows(Map<String, Reservation> reservations, Map<String, UsageEvent> events) {
    this.reservations = new HashMap<>(reservations);
    this.events = new HashMap<>(events);
  }

  /** The row that stands for a rolling line; it counts nothing. */
  static WindowKey anchor(String line) {
    return new WindowKey(line, Instant.EPOCH);
  }

  void put(WindowKey key, Counter counter) {
    lines.computeIfAbsent(key.line(), any -> new TreeMap<>()).put(key.start(), counter);
  }

  @Override
  public @Nullable Reservation reservation(String id) {
    return reservations.get(id);
  }

  @Override
  public @Nullable UsageEvent event(String id) {
    return events.get(id);
  }

  @Override
  public @Nullable Counter counter(WindowKey key) {
    NavigableMap<Instant, Counter> line = lines.get(key.line());
    return line == null ? null : line.get(key.start());
  }

  @Override
  public NavigableMap<Instant, Counter> cells(String line, Instant from) {
    NavigableMap<Instant, Counter> cells = lines.get(line);
    return cells == null ? new TreeMap<>() : cells.tailMap(from, true);
  }

  void keep(LedgerChange change) {
    change
        .counters()
        .forEach(
            (key, counter) -> {
              put(key, counter);
              counters.put(key, counter);
            });
    for (Reservation reservation : change.reservations()) {
      boolean isNew = reservations.put(reservation.id(), reservation) == null;
      boolean wasNew = inserted.containsKey(reservation.id());
      (isNew || wasNew ? inserted : updated).put(reservation.id(), reservation);
    }
    for (UsageEvent event : change.events()) {
      events.put(event.id(), event);
      added.add(event);
    }
  }

  Map<String, Reservation> inserted() {
    return inserted;
  }

  Map<String, Reservation> updated() {
    return updated;
  }

  Map<WindowKey, Counter> changedCounters() {
    return counters;
  }

  List<UsageEvent> added() {
    return added;
  }
}

package dev.factory.cost.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one command changes, laid over the rows as they were. Nothing reaches the store before the
 * command is through, so one that fails leaves no trace.
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class LedgerChange implements LedgerRows {
  private final LedgerState before;
  private final Map<String, Reservation> reservations = new HashMap<>(4);
  private final List<UsageEvent> events = new ArrayList<>(2);
  private final Map<WindowKey, Counter> counters = new LinkedHashMap<>(8);

  /** Nothing changed yet. */
  public LedgerChange(LedgerState before) {
    this.before = before;
  }

  @Override
  public @Nullable Reservation reservation(String id) {
    Reservation changed = reservations.get(id);
    return changed == null ? before.reservation(id) : changed;
  }

  @Override
  public @Nullable UsageEvent event(String id) {
    for (UsageEvent event : events) {
      if (event.id().equals(id)) {
        return event;
      }
    }
    return before.event(id);
  }

  @Override
  public long used(Level level) {
    if (!level.window().isCell()) {
      return counter(level.window()).used();
    }
    String line = level.window().line();
    long used = 0;
    for (Map.Entry<Instant, Counter> cell : before.cells(line, level.countedFrom()).entrySet()) {
      Counter changed = counters.get(new WindowKey(line, cell.getKey()));
      used = Math.addExact(used, (changed == null ? cell.getValue() : changed).used());
    }
    return used;
  }

  @Override
  public void save(Reservation reservation) {
    reservations.put(reservation.id(), reservation);
  }

  @Override
  public void add(UsageEvent event) {
    events.add(event);
  }

  @Override
  public void move(WindowKey window, long spent, long reserved) {
    counters.put(window, counter(window).moved(spent, reserved));
  }

  @Override
  public void note(WindowKey window, long limit) {
    counters.put(window, counter(window).withLimit(limit));
  }

  private Counter counter(WindowKey window) {
    Counter changed = counters.get(window);
    return changed != null
        ? changed
        : Objects.requireNonNullElse(before.counter(window), Counter.EMPTY);
  }

  /** {@return the reservations as they are now, new ones too} */
  public Iterable<Reservation> reservations() {
    return Collections.unmodifiableCollection(reservations.values());
  }

  /** {@return the events to add} */
  public List<UsageEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** {@return the counters as they are now, new ones too} */
  public Map<WindowKey, Counter> counters() {
    return Collections.unmodifiableMap(counters);
  }
}

package dev.factory.cost.memory;

import dev.factory.core.journal.Journal;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.spi.AlertStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Alerts kept in memory, gone with the process: for tests, and hosts that tell again then. */
public final class MemoryAlertStore implements AlertStore {
  private static final Comparator<Alert> BY_TIME =
      Comparator.comparing(Alert::at)
          .thenComparing(Alert::rule)
          .thenComparing(Alert::subject)
          .thenComparing(Alert::window)
          .thenComparing(Alert::level);

  private final Journal journal;
  private final Set<Key> known = new HashSet<>();
  private final List<Alert> alerts = new ArrayList<>();

  private record Key(String rule, String subject, Instant window, int level) {}

  /** Nothing was raised yet; no journal is told. */
  public MemoryAlertStore() {
    this(Journal.none());
  }

  /** Nothing was raised yet; {@code journal} is told of what will be. */
  public MemoryAlertStore(Journal journal) {
    this.journal = journal;
  }

  @Override
  public synchronized List<Alert> raise(List<Alert> found) {
    List<Alert> raised = new ArrayList<>();
    for (Alert alert : found) {
      if (known.add(new Key(alert.rule(), alert.subject(), alert.window(), alert.level()))) {
        raised.add(alert);
      }
    }
    journal.append(raised.stream().map(Alert::event).toList());
    alerts.addAll(raised);
    return List.copyOf(raised);
  }

  @Override
  public synchronized List<Alert> raised(Instant from, Instant to, int limit) {
    return alerts.stream()
        .filter(alert -> !alert.at().isBefore(from) && alert.at().isBefore(to))
        .sorted(BY_TIME)
        .limit(limit)
        .toList();
  }
}

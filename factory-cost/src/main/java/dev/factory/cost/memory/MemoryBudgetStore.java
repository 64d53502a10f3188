package dev.factory.cost.memory;

import dev.factory.core.journal.Journal;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Counter;
import dev.factory.cost.ledger.JournalledUsage;
import dev.factory.cost.ledger.LedgerChange;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerNews;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.LedgerRules;
import dev.factory.cost.ledger.LedgerState;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.ReservationState;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.ledger.WindowKey;
import dev.factory.cost.ledger.WindowState;
import dev.factory.cost.spi.BudgetStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Budgets counted in memory, gone with the process. Every reservation and event is kept, so it
 * grows with each call: for tests and short runs; a host that stays up keeps a file.
 *
 * <p>Lines of counters and reservations are spread over {@value #STRIPES} locks, which a command
 * takes in ascending order.
 */
public final class MemoryBudgetStore implements BudgetStore {
  private static final int STRIPES = 64;
  private static final Comparator<Reservation> BY_DEADLINE =
      Comparator.comparing(Reservation::deadline).thenComparing(Reservation::id);
  private static final Comparator<UsageEvent> BY_TIME =
      Comparator.comparing(UsageEvent::recordedAt).thenComparing(UsageEvent::id);

  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
  private final Rows rows = new Rows();
  private final ConcurrentSkipListSet<Reservation> open = new ConcurrentSkipListSet<>(BY_DEADLINE);
  private final ConcurrentSkipListSet<UsageEvent> history = new ConcurrentSkipListSet<>(BY_TIME);
  private final Set<WindowKey> refused = ConcurrentHashMap.newKeySet();
  private final Journal journal;
  private final JournalledUsage usage;
  private final boolean tells;

  /** An empty ledger; no journal is told. */
  public MemoryBudgetStore() {
    this(Journal.none(), JournalledUsage.NONE, false);
  }

  /**
   * An empty ledger.
   *
   * @param journal is told after each command, as that of the JDBC store is
   * @param usage how much of usage
   */
  public MemoryBudgetStore(Journal journal, JournalledUsage usage) {
    this(journal, usage, true);
  }

  private MemoryBudgetStore(Journal journal, JournalledUsage usage, boolean tells) {
    this.journal = journal;
    this.usage = usage;
    this.tells = tells;
    for (int index = 0; index < STRIPES; index++) {
      stripes[index] = new ReentrantLock();
    }
  }

  @Override
  public List<LedgerOutcome> apply(List<LedgerCommand> commands) {
    List<LedgerOutcome> outcomes = new ArrayList<>(commands.size());
    for (LedgerCommand command : commands) {
      outcomes.add(apply(command));
    }
    return outcomes;
  }

  private LedgerOutcome apply(LedgerCommand command) {
    long needed = stripesOf(command);
    lock(needed);
    try {
      LedgerChange change = new LedgerChange(rows);
      LedgerOutcome outcome = LedgerRules.apply(command, change);
      if (tells) {
        tell(command, outcome, change);
      }
      keep(change);
      return outcome;
    } finally {
      unlock(needed);
    }
  }

  private void tell(LedgerCommand command, LedgerOutcome outcome, LedgerChange change) {
    LedgerNews news = new LedgerNews(usage);
    news.add(command, outcome, rows, change);
    journal.append(news.events());
    for (LedgerNews.Refusal refusal : news.refusals()) {
      if (refused.add(refusal.window())) {
        journal.append(Alert.exceeded(refusal).event());
      }
    }
  }

  /** The windows of a reservation never change, so they may be read before it is locked. */
  private long stripesOf(LedgerCommand command) {
    long needed = stripe(command.reservation());
    if (command instanceof LedgerCommand.Reserve reserve) {
      for (var level : reserve.levels()) {
        needed |= stripe(level.window().line());
      }
    } else {
      Reservation known = rows.reservation(command.reservation());
      for (WindowKey window : known == null ? List.<WindowKey>of() : known.windows()) {
        needed |= stripe(window.line());
      }
    }
    return needed;
  }

  private static long stripe(String name) {
    int hash = name.hashCode();
    return 1L << ((hash ^ (hash >>> 16)) & (STRIPES - 1));
  }

  private void lock(long needed) {
    for (long left = needed; left != 0; left &= left - 1) {
      stripes[Long.numberOfTrailingZeros(left)].lock();
    }
  }

  private void unlock(long needed) {
    for (long left = needed; left != 0; left &= left - 1) {
      stripes[Long.numberOfTrailingZeros(left)].unlock();
    }
  }

  private void keep(LedgerChange change) {
    change.counters().forEach(rows::put);
    for (Reservation reservation : change.reservations()) {
      rows.reservations.put(reservation.id(), reservation);
      // only its place in the order matters here, and that never changes
      if (reservation.state() == ReservationState.OPEN) {
        open.add(reservation);
      } else {
        open.remove(reservation);
      }
    }
    for (UsageEvent event : change.events()) {
      rows.events.put(event.id(), event);
      history.add(event);
    }
  }

  @Override
  public Optional<Reservation> reservation(String id) {
    return Optional.ofNullable(rows.reservation(id));
  }

  @Override
  public List<Reservation> overdue(Instant now, int limit) {
    return open.stream()
        .takeWhile(reservation -> !reservation.deadline().isAfter(now))
        .limit(limit)
        .flatMap(reservation -> reservation(reservation.id()).stream())
        .filter(reservation -> reservation.state() == ReservationState.OPEN)
        .toList();
  }

  @Override
  public List<WindowState> windows(String line, Instant from, Instant to) {
    return rows.cells(line, from).headMap(to, false).entrySet().stream()
        .map(cell -> new WindowState(new WindowKey(line, cell.getKey()), cell.getValue()))
        .toList();
  }

  @Override
  public List<UsageEvent> events(String reservation) {
    return history.stream()
        .filter(event -> event.reservation().equals(reservation))
        .sorted(Comparator.comparing(UsageEvent::id))
        .toList();
  }

  @Override
  public List<UsageEvent> events(Instant from, Instant to, String after, int limit) {
    UsageEvent last = after.isEmpty() ? null : rows.event(after);
    return (last == null ? history : history.tailSet(last, false))
        .stream()
            .dropWhile(event -> event.recordedAt().isBefore(from))
            .takeWhile(event -> event.recordedAt().isBefore(to))
            .limit(limit)
            .toList();
  }

  @Override
  public List<UsageTotal> totals(Instant from, Instant to) {
    UsageTotal.requireSlot(from);
    UsageTotal.requireSlot(to);
    return UsageTotal.sum(
        history.stream()
            .dropWhile(event -> event.recordedAt().isBefore(from))
            .takeWhile(event -> event.recordedAt().isBefore(to))
            .map(event -> UsageTotal.of(event, tags(event.reservation())))
            .toList());
  }

  private SpendTags tags(String reservation) {
    return reservation(reservation).map(Reservation::tags).orElse(SpendTags.NONE);
  }

  /** The rows; what a command touches is read under its locks. */
  private static final class Rows implements LedgerState {
    private final Map<String, Reservation> reservations = new ConcurrentHashMap<>();
    private final Map<String, UsageEvent> events = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentNavigableMap<Instant, Counter>> lines =
        new ConcurrentHashMap<>();

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
      return line(key.line()).get(key.start());
    }

    @Override
    public NavigableMap<Instant, Counter> cells(String line, Instant from) {
      return line(line).tailMap(from, true);
    }

    private void put(WindowKey key, Counter counter) {
      line(key.line()).put(key.start(), counter);
    }

    private ConcurrentNavigableMap<Instant, Counter> line(String name) {
      ConcurrentNavigableMap<Instant, Counter> known = lines.get(name);
      return known != null
          ? known
          : lines.computeIfAbsent(name, any -> new ConcurrentSkipListMap<>());
    }
  }
}

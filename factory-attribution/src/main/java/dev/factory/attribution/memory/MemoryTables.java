package dev.factory.attribution.memory;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.policy.PolicyHash;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.statement.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows, and how to take back what the unit at work has added to them. */
final class MemoryTables {
  private static final Comparator<Conversion> CONVERSION_ORDER =
      Comparator.comparing(Conversion::at).thenComparing(Conversion::eventId);
  private static final Comparator<Reversal> REVERSAL_ORDER =
      Comparator.comparing(Reversal::at).thenComparing(Reversal::eventId);

  final Map<EventId, Touchpoint> touchpoints = new HashMap<>();
  final Map<UserKey, NavigableSet<Touchpoint>> paths = new HashMap<>();
  final Map<EventId, Conversion> conversions = new HashMap<>();
  final NavigableSet<Conversion> conversionsByTime = new TreeSet<>(CONVERSION_ORDER);
  final Map<EventId, Reversal> reversals = new HashMap<>();
  final NavigableSet<Reversal> reversalsByTime = new TreeSet<>(REVERSAL_ORDER);
  final Map<EventId, List<Reversal>> reversalsOf = new HashMap<>();
  final Map<PolicyHash, PolicyVersion> policies = new HashMap<>();

  /** By cause, in the order in which they were added. */
  final Map<Cause, CreditSet> credits = new LinkedHashMap<>();

  final Map<EventId, List<CreditSet>> creditsOf = new HashMap<>();

  /** The number of the closed period that the credits of a cause belong to. */
  final Map<Cause, Integer> closedIn = new HashMap<>();

  /** By id. */
  final NavigableMap<EventId, Adjustment> adjustments = new TreeMap<>();

  /** The number of the closed period that an adjustment belongs to. */
  final Map<EventId, Integer> adjustedIn = new HashMap<>();

  final List<ClosedPeriod> closed = new ArrayList<>();
  final List<Statement> statements = new ArrayList<>();

  private final Deque<Runnable> undo = new ArrayDeque<>();

  /** Conversions and reversals have ids of their own, which may be the same. */
  record Cause(CreditCause cause, EventId id) {
    static Cause of(CreditSet set) {
      return new Cause(set.cause(), set.causeId());
    }

    static Cause of(Reversal reversal) {
      return new Cause(CreditCause.of(reversal.kind()), reversal.eventId());
    }

    static Cause conversion(EventId id) {
      return new Cause(CreditCause.CONVERSION, id);
    }
  }

  /** {@return what was there under {@code key}, or null if {@code value} was added} */
  <K, V> @Nullable V add(Map<K, V> table, K key, V value) {
    V there = table.putIfAbsent(key, value);
    if (there == null) {
      undo.push(() -> table.remove(key));
    }
    return there;
  }

  <V> void add(NavigableSet<V> index, V value) {
    if (index.add(value)) {
      undo.push(() -> index.remove(value));
    }
  }

  <V> void add(List<V> table, V value) {
    table.add(value);
    undo.push(() -> table.remove(table.size() - 1));
  }

  static <V> List<V> list(Map<EventId, List<V>> table, EventId key) {
    return table.computeIfAbsent(key, absent -> new ArrayList<>());
  }

  /** {@return what comes after {@code value}, or everything if that is null} */
  static <V> NavigableSet<V> after(NavigableSet<V> index, @Nullable V value) {
    return value == null ? index : index.tailSet(value, false);
  }

  NavigableSet<Touchpoint> path(UserKey user) {
    return paths.computeIfAbsent(user, key -> new TreeSet<>(Touchpoint.PATH_ORDER));
  }

  void endUnit(boolean kept) {
    if (!kept) {
      undo.forEach(Runnable::run);
    }
    undo.clear();
  }
}

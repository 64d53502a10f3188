package dev.factory.cost.ledger;

import java.time.Instant;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The rows as they are before a command. Read while nobody else can change what is read. */
public interface LedgerState {

  /** {@return the reservation, or null} */
  @Nullable Reservation reservation(String id);

  /** {@return the event with this id, or null} */
  @Nullable UsageEvent event(String id);

  /** {@return the counter, or null} */
  @Nullable Counter counter(WindowKey key);

  /** {@return the counters of a line whose start is {@code from} or later, by start} */
  NavigableMap<Instant, Counter> cells(String line, Instant from);
}

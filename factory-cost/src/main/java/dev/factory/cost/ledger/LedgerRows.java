package dev.factory.cost.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The rows a command may touch, while nobody else can change them.
 *
 * <p>What is written is seen by later reads at once and kept as a whole or not at all.
 */
public interface LedgerRows {

  /** {@return the reservation, or null} */
  @Nullable Reservation reservation(String id);

  /** {@return the event with this id, or null} */
  @Nullable UsageEvent event(String id);

  /** {@return what is spent or held in all counters that bear on {@code level}} */
  long used(Level level);

  /** Keeps a reservation, new or changed. */
  void save(Reservation reservation);

  /** Keeps an event with a new id. */
  void add(UsageEvent event);

  /** Moves amounts in a counter, which is made if there is none. */
  void move(WindowKey window, long spent, long reserved);

  /** Notes which limit a reservation found, for whoever looks at the counter. */
  void note(WindowKey window, long limit);
}

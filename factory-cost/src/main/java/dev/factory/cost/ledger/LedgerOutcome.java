package dev.factory.cost.ledger;

import java.util.List;

/** What came of a command. */
public sealed interface LedgerOutcome {

  /**
   * The money is held, now or since an earlier try.
   *
   * @param reservation as it is now; closed if an earlier try was held and settled meanwhile
   * @param exceeded levels that are not hard and whose limit is exceeded now
   */
  record Held(Reservation reservation, List<Shortfall> exceeded) implements LedgerOutcome {
    /** Copies the list. */
    public Held {
      exceeded = List.copyOf(exceeded);
    }
  }

  /**
   * Nothing is held that was not held before, on any level.
   *
   * @param shortfalls every hard level without enough room, ascending
   */
  record Refused(List<Shortfall> shortfalls) implements LedgerOutcome {
    /** Copies the list. */
    public Refused {
      shortfalls = List.copyOf(shortfalls);
    }
  }

  /**
   * The charge, refund or correction is recorded, now or since an earlier try.
   *
   * @param reservation as it is now
   * @param event what is recorded under the id; if an earlier try said something else, that counts
   * @param uncovered how much of it no held money covered, in billionths: a bound that was too low,
   *     or a settlement after the money was let go
   * @param repeated whether it was recorded before
   */
  record Recorded(Reservation reservation, UsageEvent event, long uncovered, boolean repeated)
      implements LedgerOutcome {}

  /**
   * Nothing is held any more by a reservation that was released or expired.
   *
   * @param reservation as it is now
   * @param changed whether this command did it
   */
  record Closed(Reservation reservation, boolean changed) implements LedgerOutcome {}

  /**
   * There is no such reservation; nothing was changed.
   *
   * @param id that was asked for
   */
  record Unknown(String id) implements LedgerOutcome {}

  /**
   * The command contradicts what is recorded; nothing was changed.
   *
   * @param reservation as it is
   * @param reason what contradicts
   */
  record Conflict(Reservation reservation, ConflictReason reason) implements LedgerOutcome {}
}

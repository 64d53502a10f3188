package dev.factory.cost.ledger;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.budget.SpendTags;
import java.time.Instant;
import java.util.List;

/** Something to do with the ledger. Each is safe to repeat. */
public sealed interface LedgerCommand {

  /** {@return the reservation it is about} */
  String reservation();

  /**
   * Holds money on every level or on none.
   *
   * @param reservation id of the request, 1 to 200 characters
   * @param levels one or more, ascending, each window once
   * @param currency of the amount
   * @param amount billionths, zero or more
   * @param priceVersion of the price book behind the amount
   * @param at decides the windows; whole microseconds
   * @param deadline after {@code at}
   * @param onCrash what becomes of it after the deadline
   * @param tags on whose behalf, for reports
   */
  record Reserve(
      String reservation,
      List<Level> levels,
      CurrencyUnit currency,
      long amount,
      String priceVersion,
      Instant at,
      Instant deadline,
      OnCrash onCrash,
      SpendTags tags)
      implements LedgerCommand {

    /** Copies the levels and refuses what could not be kept. */
    public Reserve {
      levels = List.copyOf(levels);
      requireId(reservation);
      requireAscending(levels);
      if (amount < 0) {
        throw new IllegalArgumentException("the amount to hold is zero or more, not " + amount);
      }
      if (!deadline.isAfter(at)) {
        throw new IllegalArgumentException("the deadline is after the reservation");
      }
    }
  }

  /**
   * Changes the amount an open reservation may be charged. Less than was charged already counts as
   * that.
   *
   * @param reservation id of the request
   * @param levels the same windows as reserved, with the limits that hold now
   * @param amount billionths, the new amount and not the difference
   */
  record Resize(String reservation, List<Level> levels, long amount) implements LedgerCommand {

    /** Copies the levels. */
    public Resize {
      levels = List.copyOf(levels);
      requireAscending(levels);
      if (amount < 0) {
        throw new IllegalArgumentException("the amount to hold is zero or more, not " + amount);
      }
    }
  }

  /**
   * Records what an attempt came to.
   *
   * @param reservation id of the request
   * @param charge what was used
   * @param closing whether it was the last attempt, so that the rest is let go
   * @param at when the ledger learns of it
   */
  record Settle(String reservation, Charge charge, boolean closing, Instant at)
      implements LedgerCommand {

    /** Refuses a negative cost: that is a refund. */
    public Settle {
      requireEventId(charge.eventId());
      if (charge.exact().femtos() < 0) {
        throw new IllegalArgumentException(
            "a settled cost is zero or more; give money back by adjusting");
      }
    }
  }

  /**
   * Lets everything go: the request was never sent, or an open lease is given back.
   *
   * @param reservation id of the request
   * @param at when the ledger learns of it
   */
  record Release(String reservation, Instant at) implements LedgerCommand {}

  /**
   * Applies {@code onCrash} if the deadline has passed.
   *
   * @param reservation id of the request
   * @param at now
   */
  record Expire(String reservation, Instant at) implements LedgerCommand {}

  /**
   * Records a refund or a correction.
   *
   * @param reservation whose windows it counts in
   * @param charge by how much, negative if spending fell
   * @param kind {@link EventKind#REFUND} or {@link EventKind#CORRECTION}
   * @param at when the ledger learns of it
   */
  record Adjust(String reservation, Charge charge, EventKind kind, Instant at)
      implements LedgerCommand {

    /** Refuses other kinds, and a refund that takes money. */
    public Adjust {
      requireEventId(charge.eventId());
      if (kind != EventKind.REFUND && kind != EventKind.CORRECTION) {
        throw new IllegalArgumentException("what was spent changes by a refund or a correction");
      }
      if (kind == EventKind.REFUND && charge.exact().femtos() > 0) {
        throw new IllegalArgumentException("a refund lowers what was spent");
      }
    }
  }

  private static void requireId(String id) {
    requireText("the id of a request", id, 200);
  }

  private static void requireEventId(String id) {
    requireText("the id of a charge", id, 300);
  }

  private static void requireText(String what, String text, int most) {
    // what comes after a hash is the ledger's own
    if (text.isEmpty()
        || text.length() > most
        || text.indexOf('#') >= 0
        || text.codePoints()
            .anyMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          what + " is 1 to " + most + " characters, none of them # or a control character");
    }
  }

  private static void requireAscending(List<Level> levels) {
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("money is held on at least one level");
    }
    for (int index = 1; index < levels.size(); index++) {
      if (levels.get(index - 1).compareTo(levels.get(index)) >= 0) {
        throw new IllegalArgumentException("levels are ascending, each window once");
      }
    }
  }
}

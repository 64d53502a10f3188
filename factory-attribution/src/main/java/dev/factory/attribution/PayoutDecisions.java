package dev.factory.attribution;

import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.core.FactoryException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What operators decide about single payouts, and what rails tell of them unasked. Each call is one
 * unit of work, and saying the same again changes nothing. <b>Threads:</b> safe for use by many
 * threads and processes.
 */
public final class PayoutDecisions {
  private final PayoutStore store;
  private final InstantSource time;

  PayoutDecisions(PayoutStore store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  /**
   * Approves a draft and reserves its money. The next call of {@link Payouts#run} sends it.
   *
   * @return the payout; one that was approved before is as it was
   * @throws FactoryException {@code attribution.unknown-payout}
   */
  public Payout approve(PayoutId id) {
    return change(
        id,
        (moves, payout) -> payout.state() == PayoutState.DRAFT ? moves.reserve(payout) : payout);
  }

  /**
   * Cancels a payout of which no request can be on its way; what it is made of is due again.
   *
   * @param reason for whoever asks later; without personal data
   * @return the payout; one that was cancelled before is as it was
   * @throws FactoryException {@code attribution.payout-not-open} if it was sent or is settled;
   *     nothing was changed
   */
  public Payout cancel(PayoutId id, String reason) {
    return change(
        id,
        (moves, payout) -> {
          if (payout.state() == PayoutState.CANCELLED) {
            return payout;
          }
          if (!payout.state().next().contains(PayoutState.CANCELLED)) {
            throw notOpen(payout, "cancelled");
          }
          return moves.to(PayoutState.CANCELLED, reason, payout);
        });
  }

  /**
   * Has a payout that the rail refused sent once more by the next call of {@link Payouts#run}.
   *
   * @throws FactoryException {@code attribution.payout-not-open} if it is not refused
   */
  public Payout retry(PayoutId id) {
    return change(
        id,
        (moves, payout) -> {
          if (payout.state() != PayoutState.REJECTED) {
            throw notOpen(payout, "sent again");
          }
          return moves.to(PayoutState.RESERVED, "", payout);
        });
  }

  private static FactoryException notOpen(Payout payout, String wish) {
    return new FactoryException(
        "attribution.payout-not-open",
        "the payout "
            + payout.id()
            + " is "
            + payout.state()
            + " and cannot be "
            + wish
            + "; nothing was changed: run its period again, which asks the rail");
  }

  /**
   * Takes over what a rail tells by itself, by a webhook or in a bank's file. Told twice, or told
   * what was known, it changes nothing.
   *
   * @param reference the payout as the rail names it
   * @param found what the rail says
   * @return the payout as it is now
   * @throws FactoryException {@code attribution.unknown-payout}, or {@code
   *     attribution.payout-not-sent} if no request was ever made for it; nothing was changed
   */
  public Payout told(PayoutId reference, RailFinding.Found found) {
    return change(reference, (moves, payout) -> moves.found(payout.id(), found));
  }

  /**
   * Settles a payout in doubt by the word of an operator who asked the rail by other means.
   *
   * @param created the transfer as the rail shows it, with the amount that was asked for if the
   *     operator has settled a difference; or null if the rail says that there is none and none
   *     will be
   * @throws FactoryException {@code attribution.payout-not-open} if it is not in doubt
   */
  public Payout resolve(PayoutId id, RailFinding.@Nullable Found created) {
    return change(
        id,
        (moves, payout) -> {
          if (payout.state() != PayoutState.IN_DOUBT) {
            throw notOpen(payout, "resolved");
          }
          return created == null ? moves.notCreated(payout, "operator") : moves.found(id, created);
        });
  }

  private Payout change(PayoutId id, Change change) {
    Instant now = now();
    return store.atomically(
        unit -> {
          PayoutMoves moves = new PayoutMoves(unit, now);
          return change.apply(moves, moves.current(id));
        });
  }

  @FunctionalInterface
  private interface Change {
    Payout apply(PayoutMoves moves, Payout payout);
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

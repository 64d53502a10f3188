package dev.factory.attribution;

import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutStatus;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.FactoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of a payout inside one unit: the row, its postings and its event together. */
final class PayoutMoves {
  /** The reason of a payout whose transfer is not of the amount that was asked for. */
  static final String AMOUNT_DIFFERS = "amount-differs";

  private final PayoutUnit unit;
  private final Instant now;

  PayoutMoves(PayoutUnit unit, Instant now) {
    this.unit = unit;
    this.now = now;
  }

  /** {@return the payout after the change, or empty if another was faster} */
  Optional<Payout> move(Payout seen, PayoutStatus next) {
    if (next.equals(seen.status())) {
      return Optional.of(seen);
    }
    if (!unit.move(seen, next)) {
      return Optional.empty();
    }
    Payout moved = seen.with(next);
    boolean newDoubt =
        next.state() == PayoutState.IN_DOUBT && !next.reason().equals(seen.status().reason());
    if (seen.state() != next.state() || newDoubt) {
      unit.post(postings(seen.state(), moved));
      PayoutEvents.moved(moved).ifPresent(unit.journal()::append);
    }
    return Optional.of(moved);
  }

  private List<Posting> postings(PayoutState from, Payout moved) {
    List<Posting> postings = new ArrayList<>();
    switch (moved.state()) {
      case RESERVED -> {
        if (from == PayoutState.APPROVED) {
          postings.addAll(PayoutPostings.reserve(moved, now));
        }
      }
      case PAID -> postings.add(PayoutPostings.pay(moved, now));
      case RETURNED -> {
        if (from != PayoutState.PAID) {
          postings.add(PayoutPostings.pay(moved, now));
        }
        postings.add(PayoutPostings.comeBack(moved, now));
      }
      case CANCELLED -> {
        if (from != PayoutState.DRAFT && from != PayoutState.APPROVED) {
          postings.add(PayoutPostings.cancel(moved, now));
        }
      }
      case DRAFT, APPROVED, SUBMITTED, IN_DOUBT, REJECTED, NOT_CREATED -> {}
    }
    return postings;
  }

  /** {@return the payout in {@code state}; the caller has read it in this unit} */
  Payout to(PayoutState state, String reason, Payout seen) {
    return move(seen, seen.status().in(state, reason)).orElseThrow(PayoutMoves::lostInside);
  }

  private static IllegalStateException lostInside() {
    return new IllegalStateException("a payout changed inside the unit that had read it");
  }

  Payout reserve(Payout draft) {
    return to(PayoutState.RESERVED, "", to(PayoutState.APPROVED, "", draft));
  }

  Payout current(PayoutId id) {
    return unit.payout(id)
        .orElseThrow(
            () ->
                new FactoryException(
                    "attribution.unknown-payout",
                    "there is no payout "
                        + id
                        + "; nothing was changed: list the payouts of the"
                        + " run"));
  }

  /** Takes over what the rail answered to one attempt; an answer to an older one says less. */
  Payout answered(PayoutId id, int attempt, RailOutcome outcome) {
    Payout payout = current(id);
    boolean last = payout.status().attempt() == attempt;
    if (outcome instanceof RailOutcome.Paid paid) {
      return found(
          id, new RailFinding.Found(paid.railReference(), paid.amount(), RailFinding.Stage.PAID));
    }
    if (!last || !isOpen(payout)) {
      return payout;
    }
    if (outcome instanceof RailOutcome.Accepted accepted) {
      return note(payout, accepted.railReference());
    }
    if (outcome instanceof RailOutcome.Rejected rejected) {
      return to(PayoutState.REJECTED, rejected.reason(), payout);
    }
    if (outcome instanceof RailOutcome.NotTaken notTaken) {
      return notCreated(payout, notTaken.reason());
    }
    if (outcome instanceof RailOutcome.InDoubt doubt && payout.state() == PayoutState.SUBMITTED) {
      return to(PayoutState.IN_DOUBT, doubt.reason(), payout);
    }
    return payout;
  }

  /** No transfer was made and none can be: the money is reserved and waits for another attempt. */
  Payout notCreated(Payout payout, String reason) {
    return to(PayoutState.RESERVED, "", to(PayoutState.NOT_CREATED, reason, payout));
  }

  /** Takes over what the rail has; whether it was asked or told by itself makes no difference. */
  Payout found(PayoutId id, RailFinding.Found found) {
    Payout payout = current(id);
    return switch (found.stage()) {
      case PAID -> paid(payout, found);
      case PENDING -> pending(payout, found);
      case RETURNED ->
          isOpen(payout) || payout.state() == PayoutState.PAID
              ? to(PayoutState.RETURNED, "returned", named(payout, found))
              : toldAgain(payout, found);
      case REJECTED ->
          isOpen(payout)
              ? to(PayoutState.REJECTED, "rejected", named(payout, found))
              : toldAgain(payout, found);
    };
  }

  private Payout pending(Payout payout, RailFinding.Found found) {
    boolean settled = payout.state() == PayoutState.PAID || payout.state().isOver();
    return settled ? toldAgain(payout, found) : named(openOrAdopted(payout), found);
  }

  private Payout paid(Payout payout, RailFinding.Found found) {
    if (payout.state() == PayoutState.PAID || payout.state().isOver()) {
      return toldAgain(payout, found);
    }
    Payout open = openOrAdopted(payout);
    if (!found.amount().equals(payout.amount())) {
      return to(PayoutState.IN_DOUBT, AMOUNT_DIFFERS, named(open, found));
    }
    return to(PayoutState.PAID, "", named(open, found));
  }

  /**
   * A transfer may turn up though the rail had said that there is none and can be none. It is then
   * taken for the next attempt, so that no further one is made.
   */
  private Payout openOrAdopted(Payout payout) {
    if (isOpen(payout)) {
      return payout;
    }
    if (payout.status().attempt() == 0) {
      throw new FactoryException(
          "attribution.payout-not-sent",
          "the rail speaks of a transfer for the payout "
              + payout.id()
              + ", which was never sent; nothing was changed: look for who else uses its id");
    }
    Payout reserved =
        payout.state() == PayoutState.RESERVED ? payout : to(PayoutState.RESERVED, "", payout);
    return move(reserved, reserved.status().submitted(now)).orElseThrow(PayoutMoves::lostInside);
  }

  /** The same news again changes nothing; other news of a payout that is settled is an alarm. */
  private Payout toldAgain(Payout payout, RailFinding.Found found) {
    if (!payout.status().railReference().equals(found.railReference())) {
      unit.journal().append(PayoutEvents.contradicted(payout, found));
    }
    return payout;
  }

  private static boolean isOpen(Payout payout) {
    return payout.state() == PayoutState.SUBMITTED || payout.state() == PayoutState.IN_DOUBT;
  }

  private Payout named(Payout payout, RailFinding.Found found) {
    return note(payout, found.railReference());
  }

  private Payout note(Payout payout, String railReference) {
    return move(payout, payout.status().known(railReference)).orElseThrow(PayoutMoves::lostInside);
  }
}

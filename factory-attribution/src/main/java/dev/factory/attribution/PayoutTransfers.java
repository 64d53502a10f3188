package dev.factory.attribution;

import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes payouts to the rail. That a request is made is written down before it is made; so whoever
 * finds a payout SUBMITTED looks it up, and makes no other request before the rail's absence of a
 * transfer is proven.
 */
final class PayoutTransfers {
  private final PayoutStore store;
  private final PayoutRail rail;
  private final InstantSource time;

  private int submitted;
  private String stopped = "";

  PayoutTransfers(PayoutStore store, PayoutRail rail, InstantSource time) {
    this.store = store;
    this.rail = rail;
    this.time = time;
  }

  /** {@return how many requests were made} */
  int submitted() {
    return submitted;
  }

  /** {@return why no further requests are made, or empty} */
  String stopped() {
    return stopped;
  }

  /** Takes a payout as far as it goes now; if it has changed since it was read, not at all. */
  void advance(Payout read) {
    Payout payout = read;
    if (payout.state() == PayoutState.SUBMITTED || payout.state() == PayoutState.IN_DOUBT) {
      payout = lookup(payout);
    }
    if (payout.state() == PayoutState.RESERVED && stopped.isEmpty()) {
      submit(payout);
    }
  }

  private void submit(Payout reserved) {
    Instant decided = now();
    Optional<Payout> begun =
        store.atomically(
            unit ->
                new PayoutMoves(unit, decided)
                    .move(reserved, reserved.status().submitted(decided)));
    if (begun.isEmpty()) {
      return;
    }
    Payout payout = begun.get();
    if (time.instant().isAfter(decided.plus(rail.capabilities().sendWithin()))) {
      return; // too late to be sure of an absence later; the next call looks it up
    }
    submitted++;
    RailOutcome outcome = ask(payout);
    if (outcome instanceof RailOutcome.NotTaken notTaken) {
      stopped = notTaken.reason();
    }
    Instant now = now();
    store.<Payout>atomically(
        unit ->
            new PayoutMoves(unit, now).answered(payout.id(), payout.status().attempt(), outcome));
  }

  private RailOutcome ask(Payout payout) {
    try {
      return rail.submit(command(payout), payout.key());
    } catch (RuntimeException e) {
      // whatever a rail may throw: the request may have reached it
      return new RailOutcome.InDoubt("exception: " + e.getClass().getSimpleName());
    }
  }

  private Payout lookup(Payout payout) {
    Instant asked = now(); // before the rail is asked: an absence is proven by when it was seen
    RailFinding finding = find(payout);
    return store.atomically(unit -> apply(new PayoutMoves(unit, asked), payout, finding, asked));
  }

  private RailFinding find(Payout payout) {
    try {
      return rail.lookup(command(payout), payout.key());
    } catch (RuntimeException e) {
      return new RailFinding.Unclear("exception: " + e.getClass().getSimpleName());
    }
  }

  private Payout apply(PayoutMoves moves, Payout asked, RailFinding finding, Instant at) {
    if (finding instanceof RailFinding.Found found) {
      return moves.found(asked.id(), found);
    }
    Payout payout = moves.current(asked.id());
    if (payout.version() != asked.version()) {
      return payout; // another was faster and knows more
    }
    boolean named = !payout.status().railReference().isEmpty();
    if (finding instanceof RailFinding.Unclear unclear) {
      return named ? payout : doubt(moves, payout, unclear.reason());
    }
    if (named) {
      // it was there before, so an absence contradicts the rail's own word
      return doubt(moves, payout, "transfer-vanished");
    }
    boolean proven =
        payout
            .status()
            .lastSubmission()
            .map(last -> !at.isBefore(last.plus(rail.capabilities().absenceProvenAfter())))
            .orElse(true);
    return proven ? moves.notCreated(payout, "absent") : doubt(moves, payout, "absent-so-far");
  }

  private static Payout doubt(PayoutMoves moves, Payout payout, String reason) {
    return payout.state() == PayoutState.IN_DOUBT
        ? payout
        : moves.to(PayoutState.IN_DOUBT, reason, payout);
  }

  private static PayoutCommand command(Payout payout) {
    return new PayoutCommand(payout.id(), payout.destination(), payout.amount());
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

package dev.factory.attribution;

import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.dispute.Diff;
import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.dispute.Ruling;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.core.FactoryException;
import dev.factory.core.time.Period;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Disputes of statements: freeze, compute again, answer.
 *
 * <p>An answer changes no statement that is closed. What an accepted dispute gives, or takes back,
 * stands on the publisher's next statement and is the platform's to give: another publisher loses
 * nothing by it unless its own period is recalculated. Every call may be repeated. <b>Threads:</b>
 * safe for use by many threads and processes.
 */
public final class Disputes {
  private final Attribution attribution;
  private final PayoutStore store;
  private final InstantSource time;
  private final Function<byte[], String> signer;

  private Disputes(
      Attribution attribution,
      PayoutStore store,
      InstantSource time,
      Function<byte[], String> signer) {
    this.attribution = attribution;
    this.store = store;
    this.time = time;
    this.signer = signer;
  }

  /**
   * {@return disputes of what this attribution computed}
   *
   * @param store where claims are, and disputes are kept
   * @param time tells when a dispute was opened and answered
   * @param signer signs an answer's bytes and gives the signature as text
   */
  public static Disputes over(
      Attribution attribution,
      PayoutStore store,
      InstantSource time,
      Function<byte[], String> signer) {
    return new Disputes(attribution, store, time, signer);
  }

  /**
   * Opens a dispute. What the statements of the period made payable and no payout has reserved is
   * frozen; drafts of payouts that hold it are cancelled. What is reserved goes its way.
   *
   * @param id given by the host, the same if it is opened again
   * @return the dispute; one of this id that was opened before is as it was
   */
  public Dispute open(String id, PublisherId publisher, Period period) {
    Instant now = now();
    return store.atomically(
        unit -> {
          Dispute dispute = Dispute.open(id, publisher, period, now);
          if (unit.addDispute(dispute)) {
            int frozen = freeze(unit, dispute, now);
            unit.journal().append(DisputeEvents.opened(dispute, frozen));
          }
          return unit.dispute(id).orElseThrow(IllegalStateException::new);
        });
  }

  private static int freeze(PayoutUnit unit, Dispute dispute, Instant now) {
    PayoutMoves moves = new PayoutMoves(unit, now);
    List<ClaimStatus> claims =
        unit.claims(dispute.publisherId()).stream()
            .filter(status -> dispute.period().contains(status.claim().periodStart()))
            .toList();
    for (ClaimStatus status : claims) {
      if (status.payoutId() != null) {
        Payout payout = moves.current(status.payoutId());
        if (payout.state() == PayoutState.DRAFT || payout.state() == PayoutState.APPROVED) {
          moves.to(PayoutState.CANCELLED, "disputed", payout);
        }
      }
    }
    return unit.freeze(
        claims.stream().map(ClaimStatus::claim).map(Claim::id).toList(), dispute.id());
  }

  /** {@return the dispute, or empty if there is none of this id} */
  public Optional<Dispute> find(String id) {
    return store.reading(view -> view.dispute(id));
  }

  /**
   * {@return what computing the disputed period again finds for the publisher; writes only the news
   * that it was done}
   *
   * @throws FactoryException {@code attribution.unknown-dispute}
   */
  public Diff recalculate(String id) {
    Dispute dispute = required(id);
    Diff diff = attribution.recalculate(dispute.publisherId(), dispute.period());
    store.<Boolean>atomically(
        unit -> {
          unit.journal().append(DisputeEvents.recalculated(dispute, diff));
          return true;
        });
    return diff;
  }

  /**
   * Accepts a dispute: what the recalculation finds is adjusted on the next statement, and what was
   * frozen is open again.
   *
   * @param words for the publisher
   * @return the dispute with its signed explanation; if it was accepted before, that one
   * @throws FactoryException {@code attribution.unknown-dispute}, or {@code
   *     attribution.dispute-answered} if it was rejected before; nothing was changed
   */
  public Dispute accept(String id, String words) {
    Dispute dispute = answer(id, Dispute.State.ACCEPTING, words);
    if (dispute.state() == Dispute.State.ACCEPTING) {
      List<Adjustment> adjustments = Ruling.adjustments(dispute);
      attribution
          .store()
          .<Integer>atomically(
              unit -> {
                List<Adjustment> added = unit.addAdjustments(adjustments);
                unit.journal().append(added.stream().map(DisputeEvents::adjusted).toList());
                return added.size();
              });
      return store.atomically(unit -> finished(unit, id));
    }
    return dispute;
  }

  /** By now the adjustments are kept, so that the answer is never ahead of them. */
  private static Dispute finished(PayoutUnit unit, String id) {
    Dispute accepting = unit.dispute(id).orElseThrow(IllegalStateException::new);
    if (accepting.state() == Dispute.State.ACCEPTING) {
      Dispute accepted =
          accepting.answered(
              Dispute.State.ACCEPTED,
              accepting.explanation(),
              accepting.signature(),
              accepting.resolution().orElseThrow(IllegalStateException::new));
      close(unit, accepting, accepted);
      return accepted;
    }
    return accepting;
  }

  /**
   * Rejects a dispute: nothing is adjusted, and what was frozen is open again.
   *
   * @param words for the publisher
   * @return the dispute with its signed explanation; if it was rejected before, that one
   * @throws FactoryException {@code attribution.unknown-dispute}, or {@code
   *     attribution.dispute-answered} if it was accepted before; nothing was changed
   */
  public Dispute reject(String id, String words) {
    return answer(id, Dispute.State.REJECTED, words);
  }

  private Dispute answer(String id, Dispute.State state, String words) {
    Dispute dispute = required(id);
    if (dispute.state() != Dispute.State.OPEN) {
      return requireSame(dispute, state);
    }
    Instant now = now();
    Diff diff = attribution.recalculate(dispute.publisherId(), dispute.period());
    Ruling ruling = new Ruling(id, state != Dispute.State.REJECTED, diff, words, now);
    byte[] json = ruling.canonicalJson();
    Dispute answered =
        dispute.answered(state, new String(json, StandardCharsets.UTF_8), signer.apply(json), now);
    return store.atomically(
        unit -> {
          Dispute there = unit.dispute(id).orElseThrow(IllegalStateException::new);
          if (there.state() != Dispute.State.OPEN) {
            return requireSame(there, state);
          }
          if (state == Dispute.State.REJECTED) {
            close(unit, dispute, answered);
          } else {
            unit.changeDispute(dispute, answered);
          }
          return answered;
        });
  }

  private static void close(PayoutUnit unit, Dispute seen, Dispute answered) {
    if (unit.changeDispute(seen, answered)) {
      unit.unfreeze(answered.id());
      unit.journal().append(DisputeEvents.resolved(answered));
    }
  }

  private static Dispute requireSame(Dispute there, Dispute.State wanted) {
    boolean rejected = there.state() == Dispute.State.REJECTED;
    if (rejected != (wanted == Dispute.State.REJECTED)) {
      throw new FactoryException(
          "attribution.dispute-answered",
          "the dispute "
              + there.id()
              + " was "
              + (rejected ? "rejected" : "accepted")
              + "; nothing was changed: open another");
    }
    return there;
  }

  private Dispute required(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new FactoryException(
                    "attribution.unknown-dispute",
                    "there is no dispute " + id + "; nothing was changed: open it first"));
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

package dev.factory.attribution;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.NotPaid;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.spi.PayoutView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts the payouts of a run together, a slice of publishers at a time, each in a unit. */
final class PayoutAssembly {
  private static final int SLICE = 200;

  private final PayoutRun run;
  private final PayoutProposals proposals;
  private final Predicate<Payout> approval;

  /**
   * @param approval says which drafts are reserved at once
   */
  PayoutAssembly(PayoutRun run, PayoutProposals proposals, Predicate<Payout> approval) {
    this.run = run;
    this.proposals = proposals;
    this.approval = approval;
  }

  PayoutRun run() {
    return run;
  }

  void assemble(PayoutStore store, Instant now) {
    List<PublisherId> slice = claimants(store, null);
    while (!slice.isEmpty()) {
      List<PublisherId> publishers = slice;
      store.<Integer>atomically(
          unit -> {
            publishers.forEach(publisher -> assemble(unit, publisher, now));
            return publishers.size();
          });
      slice = claimants(store, publishers.get(publishers.size() - 1));
    }
    store.<Boolean>atomically(
        unit -> {
          unit.endAssembly(run.key(), now);
          return true;
        });
  }

  /** {@return what {@link #assemble} and {@link #left} would come to, in a unit that is undone} */
  PayoutReport plan(PayoutUnit unit, Instant now) {
    PublisherId after = null;
    List<NotPaid> left = new ArrayList<>();
    List<PublisherId> slice = unit.claimants(run.startedAt(), after, SLICE);
    while (!slice.isEmpty()) {
      for (PublisherId publisher : slice) {
        assemble(unit, publisher, now);
      }
      left.addAll(left(unit, slice));
      after = slice.get(slice.size() - 1);
      slice = unit.claimants(run.startedAt(), after, SLICE);
    }
    return new PayoutReport(run.key(), unit.payouts(run.key()), left, 0, 0, "planned");
  }

  private List<PublisherId> claimants(PayoutStore store, @Nullable PublisherId after) {
    return store.reading(view -> view.claimants(run.startedAt(), after, SLICE));
  }

  private void assemble(PayoutUnit unit, PublisherId publisher, Instant now) {
    PayoutMoves moves = new PayoutMoves(unit, now);
    for (PayoutProposals.Proposal proposal : proposals.of(unit, publisher)) {
      if (proposal instanceof PayoutProposals.Pay pay && unit.payout(pay.draft().id()).isEmpty()) {
        for (PayoutProposals.Split split : pay.splits()) {
          unit.split(split.claim(), split.first(), split.restId());
        }
        unit.addPayout(pay.draft());
        unhold(unit, pay.claims(), now);
        if (approval.test(pay.draft())) {
          moves.reserve(pay.draft());
        }
      }
    }
  }

  private static void unhold(PayoutUnit unit, List<Claim> claims, Instant now) {
    for (Claim claim : claims) {
      if (claim.held()) {
        for (Posting posting : unit.post(List.of(PayoutPostings.unhold(claim, now)))) {
          unit.journal().append(PayoutEvents.released(claim, posting));
        }
      }
    }
  }

  /** {@return what is due and not in the run, by publisher and currency} */
  List<NotPaid> left(PayoutStore store) {
    List<NotPaid> left = new ArrayList<>();
    List<PublisherId> slice = claimants(store, null);
    while (!slice.isEmpty()) {
      List<PublisherId> publishers = slice;
      left.addAll(store.<List<NotPaid>>reading(view -> left(view, publishers)));
      slice = claimants(store, publishers.get(publishers.size() - 1));
    }
    return left;
  }

  private List<NotPaid> left(PayoutView view, List<PublisherId> publishers) {
    List<NotPaid> left = new ArrayList<>();
    for (PublisherId publisher : publishers) {
      for (PayoutProposals.Proposal proposal : proposals.of(view, publisher)) {
        if (proposal instanceof PayoutProposals.Leave leave) {
          left.add(leave.left());
        } else if (proposal instanceof PayoutProposals.Pay pay) {
          left.add(new NotPaid(publisher, pay.draft().claimed(), NotPaid.Reason.NEXT_RUN));
        }
      }
    }
    return left;
  }
}

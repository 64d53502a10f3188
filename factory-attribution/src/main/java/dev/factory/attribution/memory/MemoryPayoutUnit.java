package dev.factory.attribution.memory;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.memory.MemoryPayoutTables.Side;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutStatus;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One unit of work, or one view, on the rows of ledger and payouts. */
final class MemoryPayoutUnit implements PayoutUnit {
  private final MemoryPayoutTables tables;
  private final List<Event> events = new ArrayList<>();

  MemoryPayoutUnit(MemoryPayoutTables tables) {
    this.tables = tables;
  }

  List<Event> events() {
    return events;
  }

  @Override
  public Journal journal() {
    return events::addAll;
  }

  @Override
  public int takenIn() {
    return tables.takenIn();
  }

  @Override
  public boolean takeIn(int number, Instant at) {
    if (number != tables.takenIn() + 1) {
      return false;
    }
    tables.takeIn(number);
    return true;
  }

  @Override
  public List<Posting> post(List<Posting> postings) {
    List<Posting> added = new ArrayList<>();
    for (Posting posting : postings) {
      if (!posting.entries().isEmpty() && !tables.postings.containsKey(posting.id())) {
        tables.add(posting);
        added.add(posting);
      }
    }
    return added;
  }

  @Override
  public MicroMoney balance(Account account, CurrencyUnit currency) {
    return tables.balances.getOrDefault(new Side(account, currency), MicroMoney.zero(currency));
  }

  @Override
  public List<Balance> balances() {
    List<Balance> balances = new ArrayList<>();
    tables.balances.forEach((side, sum) -> balances.add(new Balance(side.account(), sum)));
    return balances;
  }

  @Override
  public void postings(Consumer<? super Posting> sink) {
    tables.postings.values().forEach(sink);
  }

  @Override
  public void addClaims(List<Claim> claims) {
    for (Claim claim : claims) {
      if (!tables.claims.containsKey(claim.id())) {
        tables.put(tables.claims, claim.id(), new ClaimStatus(claim, null, null));
      }
    }
  }

  @Override
  public void split(Claim claim, Money first, String restId) {
    ClaimStatus status = tables.claims.get(claim.id());
    if (status == null || !status.equals(new ClaimStatus(claim, null, null))) {
      throw taken(claim.publisherId());
    }
    Claim rest = claim.of(restId, claim.amount().minus(first));
    tables.put(tables.claims, claim.id(), new ClaimStatus(claim.of(claim.id(), first), null, null));
    tables.put(tables.claims, restId, new ClaimStatus(rest, null, null));
  }

  private static FactoryException taken(PublisherId publisher) {
    return new FactoryException(
        "attribution.claim-taken",
        "a claim of "
            + publisher
            + " is in another payout, frozen or unknown; nothing was written: read the open claims"
            + " again");
  }

  @Override
  public List<PublisherId> claimants(Instant at, @Nullable PublisherId after, int limit) {
    return open(at)
        .map(Claim::publisherId)
        .filter(publisher -> after == null || publisher.compareTo(after) > 0)
        .distinct()
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public List<Claim> openClaims(PublisherId publisher, Instant at) {
    return open(at).filter(claim -> claim.publisherId().equals(publisher)).toList();
  }

  private Stream<Claim> open(Instant at) {
    return tables.claims.values().stream()
        .filter(status -> status.payoutId() == null && status.disputeId() == null)
        .map(ClaimStatus::claim)
        .filter(claim -> !claim.availableFrom().isAfter(at));
  }

  @Override
  public List<ClaimStatus> claims(PublisherId publisher) {
    return tables.claims.values().stream()
        .filter(status -> status.claim().publisherId().equals(publisher))
        .toList();
  }

  @Override
  public int freeze(Collection<String> claimIds, String disputeId) {
    int frozen = 0;
    for (String id : claimIds) {
      ClaimStatus status = tables.claims.get(id);
      if (status != null && status.payoutId() == null && status.disputeId() == null) {
        tables.put(tables.claims, id, new ClaimStatus(status.claim(), null, disputeId));
        frozen++;
      }
    }
    return frozen;
  }

  @Override
  public int unfreeze(String disputeId) {
    List<ClaimStatus> frozen =
        tables.claims.values().stream()
            .filter(status -> disputeId.equals(status.disputeId()))
            .toList();
    for (ClaimStatus status : frozen) {
      tables.put(tables.claims, status.claim().id(), new ClaimStatus(status.claim(), null, null));
    }
    return frozen.size();
  }

  @Override
  public Optional<PayoutRun> run(RunKey key) {
    return Optional.ofNullable(tables.runs.get(key));
  }

  @Override
  public boolean begin(PayoutRun run) {
    if (tables.runs.containsKey(run.key())) {
      return false;
    }
    tables.put(tables.runs, run.key(), run);
    return true;
  }

  @Override
  public void endAssembly(RunKey key, Instant at) {
    PayoutRun run = tables.runs.get(key);
    if (run != null && run.assembledAt() == null) {
      tables.put(tables.runs, key, new PayoutRun(key, run.termsHash(), run.startedAt(), at));
    }
  }

  @Override
  public Optional<Payout> payout(PayoutId id) {
    return Optional.ofNullable(tables.payouts.get(id));
  }

  @Override
  public List<Payout> payouts(RunKey run) {
    return tables.payouts.values().stream().filter(payout -> payout.run().equals(run)).toList();
  }

  @Override
  public List<Payout> payouts(Set<PayoutState> states, @Nullable PayoutId after, int limit) {
    return (after == null ? tables.payouts : tables.payouts.tailMap(after, false))
        .values().stream().filter(payout -> states.contains(payout.state())).limit(limit).toList();
  }

  @Override
  public boolean addPayout(Payout draft) {
    if (tables.payouts.containsKey(draft.id())) {
      return false;
    }
    for (PayoutLine line : draft.lines()) {
      if (line.kind() == PayoutLine.Kind.CLAIM) {
        ClaimStatus status = tables.claims.get(line.reference());
        if (status == null || status.payoutId() != null || status.disputeId() != null) {
          throw taken(draft.publisherId());
        }
        tables.put(
            tables.claims, line.reference(), new ClaimStatus(status.claim(), draft.id(), null));
      }
    }
    tables.put(tables.payouts, draft.id(), draft);
    return true;
  }

  @Override
  public boolean move(Payout seen, PayoutStatus next) {
    PayoutState from = seen.state();
    from.requireNext(next.state());
    Payout there = tables.payouts.get(seen.id());
    if (there == null || there.version() != seen.version()) {
      return false;
    }
    tables.put(tables.payouts, seen.id(), there.with(next));
    if (next.state().isOver() && !from.isOver()) {
      for (PayoutLine line : there.lines()) {
        ClaimStatus status = tables.claims.get(line.reference());
        if (status != null) {
          tables.put(tables.claims, line.reference(), new ClaimStatus(status.claim(), null, null));
        }
      }
    }
    return true;
  }

  @Override
  public Optional<Dispute> dispute(String id) {
    return Optional.ofNullable(tables.disputes.get(id));
  }

  @Override
  public boolean addDispute(Dispute dispute) {
    if (tables.disputes.containsKey(dispute.id())) {
      return false;
    }
    tables.put(tables.disputes, dispute.id(), dispute);
    return true;
  }

  @Override
  public boolean changeDispute(Dispute seen, Dispute next) {
    Dispute there = tables.disputes.get(seen.id());
    if (there == null || there.state() != seen.state()) {
      return false;
    }
    tables.put(tables.disputes, seen.id(), next);
    return true;
  }
}

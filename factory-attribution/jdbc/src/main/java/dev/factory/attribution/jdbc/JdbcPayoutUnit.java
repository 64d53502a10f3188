package dev.factory.attribution.jdbc;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutStatus;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One transaction on ledger and payouts: passes each question to the table that knows. */
final class JdbcPayoutUnit implements PayoutUnit {
  private final Journal journal;
  private final boolean writing;
  private final LedgerTable ledger;
  private final ClaimTable claims;
  private final RunTable runs;
  private final PayoutTable payouts;
  private final DisputeTable disputes;

  JdbcPayoutUnit(Session session, Journal journal, boolean writing) {
    this.journal = journal;
    this.writing = writing;
    this.ledger = new LedgerTable(session);
    this.claims = new ClaimTable(session);
    this.runs = new RunTable(session);
    this.payouts = new PayoutTable(session);
    this.disputes = new DisputeTable(session);
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public int takenIn() {
    return ledger.takenIn();
  }

  @Override
  public boolean takeIn(int number, Instant at) {
    return ledger.takeIn(number, at);
  }

  @Override
  public List<Posting> post(List<Posting> postings) {
    return ledger.post(postings);
  }

  @Override
  public MicroMoney balance(Account account, CurrencyUnit currency) {
    return ledger.balance(account, currency);
  }

  @Override
  public List<Balance> balances() {
    return ledger.balances();
  }

  @Override
  public void postings(Consumer<? super Posting> sink) {
    ledger.postings(sink);
  }

  @Override
  public void addClaims(List<Claim> added) {
    claims.add(added);
  }

  @Override
  public void split(Claim claim, Money first, String restId) {
    claims.split(claim, first, restId);
  }

  @Override
  public List<PublisherId> claimants(Instant at, @Nullable PublisherId after, int limit) {
    return claims.claimants(at, after, limit);
  }

  @Override
  public List<Claim> openClaims(PublisherId publisher, Instant at) {
    return claims.open(publisher, at);
  }

  @Override
  public List<ClaimStatus> claims(PublisherId publisher) {
    return claims.of(publisher);
  }

  @Override
  public int freeze(Collection<String> claimIds, String disputeId) {
    return claims.freeze(claimIds, disputeId);
  }

  @Override
  public int unfreeze(String disputeId) {
    return claims.unfreeze(disputeId);
  }

  @Override
  public Optional<PayoutRun> run(RunKey key) {
    return runs.find(key);
  }

  @Override
  public boolean begin(PayoutRun run) {
    return runs.begin(run);
  }

  @Override
  public void endAssembly(RunKey key, Instant at) {
    runs.endAssembly(key, at);
  }

  @Override
  public Optional<Payout> payout(PayoutId id) {
    return payouts.find(id, writing);
  }

  @Override
  public List<Payout> payouts(RunKey run) {
    return payouts.of(run);
  }

  @Override
  public List<Payout> payouts(Set<PayoutState> states, @Nullable PayoutId after, int limit) {
    return payouts.in(states, after, limit);
  }

  @Override
  public boolean addPayout(Payout draft) {
    if (!payouts.add(draft)) {
      return false;
    }
    claims.take(draft);
    return true;
  }

  @Override
  public boolean move(Payout seen, PayoutStatus next) {
    seen.state().requireNext(next.state());
    if (!payouts.update(seen, next)) {
      return false;
    }
    if (next.state().isOver() && !seen.state().isOver()) {
      claims.letGo(seen.id());
    }
    return true;
  }

  @Override
  public Optional<Dispute> dispute(String id) {
    return disputes.find(id);
  }

  @Override
  public boolean addDispute(Dispute dispute) {
    return disputes.add(dispute);
  }

  @Override
  public boolean changeDispute(Dispute seen, Dispute next) {
    return disputes.change(seen, next);
  }
}

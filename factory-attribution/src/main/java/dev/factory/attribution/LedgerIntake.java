package dev.factory.attribution;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.payout.RiskHold;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.spi.Payees;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.journal.Event;
import dev.factory.core.money.Allocation;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes closed periods into the ledger: first the credits that belong to them, then their
 * statements. Each slice is a unit of its own and posts nothing twice, so a run that is killed is
 * completed by the next.
 */
final class LedgerIntake {
  private static final int SLICE = 500;

  private final AttributionStore attribution;
  private final PayoutStore store;
  private final PayoutTerms terms;
  private final Payees payees;
  private final Instant now;

  LedgerIntake(
      AttributionStore attribution,
      PayoutStore store,
      PayoutTerms terms,
      Payees payees,
      Instant now) {
    this.attribution = attribution;
    this.store = store;
    this.terms = terms;
    this.payees = payees;
    this.now = now;
  }

  /** Takes in, in their order, the closed periods that end at {@code end} or before. */
  void upTo(Instant end) {
    int taken = store.<Integer>reading(view -> view.takenIn());
    List<ClosedPeriod> closed = attribution.reading(view -> view.closed());
    for (ClosedPeriod period : closed.subList(Math.min(taken, closed.size()), closed.size())) {
      if (period.period().end().isAfter(end)) {
        return;
      }
      take(period);
    }
  }

  private void take(ClosedPeriod closed) {
    int number = closed.number();
    List<CreditSet> sets = creditSets(number, null);
    while (!sets.isEmpty()) {
      List<CreditSet> slice = sets;
      store.<Integer>atomically(unit -> accrue(unit, slice));
      sets = creditSets(number, slice.get(slice.size() - 1));
    }
    List<Adjustment> adjustments = attribution.reading(view -> view.adjustments(number));
    store.<Integer>atomically(
        unit ->
            unit.post(adjustments.stream().map(item -> PayoutPostings.adjust(item, now)).toList())
                .size());
    List<Statement> statements = attribution.reading(view -> view.statements(closed.period()));
    for (int from = 0; from < statements.size(); from += SLICE) {
      List<Statement> slice = statements.subList(from, Math.min(from + SLICE, statements.size()));
      store.<Integer>atomically(unit -> release(unit, slice));
    }
    store.<Boolean>atomically(unit -> unit.takeIn(number, now));
  }

  private List<CreditSet> creditSets(int number, @Nullable CreditSet after) {
    return attribution.reading(view -> view.creditSets(number, after, SLICE));
  }

  private int accrue(PayoutUnit unit, List<CreditSet> sets) {
    List<Event> events = new ArrayList<>();
    int posted = 0;
    List<Posting> postings = sets.stream().map(set -> PayoutPostings.accrue(set, now)).toList();
    List<Posting> added = unit.post(postings);
    for (int index = 0; index < sets.size() && posted < added.size(); index++) {
      if (postings.get(index).id().equals(added.get(posted).id())) {
        events.add(PayoutEvents.accrued(sets.get(index), added.get(posted)));
        posted++;
      }
    }
    unit.journal().append(events);
    return posted;
  }

  int release(PayoutUnit unit, List<Statement> statements) {
    int released = 0;
    for (Statement statement : statements) {
      RiskHold hold = hold(statement.publisherId());
      Money held =
          hold == null
              ? Money.zero(statement.currency())
              : Allocation.share(statement.payable(), hold.part()).taken();
      Posting posting = PayoutPostings.release(statement, held, now);
      if (!unit.post(List.of(posting)).isEmpty()) {
        unit.addClaims(claims(statement, held, hold));
        unit.journal().append(PayoutEvents.released(statement, held, posting));
        PayoutEvents.clawback(statement).ifPresent(unit.journal()::append);
        released++;
      }
    }
    return released;
  }

  private @Nullable RiskHold hold(PublisherId publisher) {
    return payees.of(publisher).map(Payee::riskTier).map(terms.holds()::get).orElse(null);
  }

  private static List<Claim> claims(Statement statement, Money held, @Nullable RiskHold hold) {
    List<Claim> claims = new ArrayList<>();
    Instant end = statement.period().end();
    String key = PayoutPostings.statementKey(statement);
    Money free = statement.payable().minus(held);
    if (!free.isZero()) {
      claims.add(claim(key, statement, free, end, false));
    }
    if (!held.isZero() && hold != null) {
      claims.add(claim(key + ":held", statement, held, end.plus(hold.time()), true));
    }
    return claims;
  }

  private static Claim claim(
      String id, Statement statement, Money amount, Instant from, boolean held) {
    return new Claim(
        id,
        statement.publisherId(),
        amount,
        statement.hash().text(),
        statement.period().start(),
        from,
        held);
  }
}

package dev.factory.attribution;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.FxRate;
import dev.factory.attribution.payout.NotPaid;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.spi.FxRates;
import dev.factory.attribution.spi.Payees;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.core.money.Allocation;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts the payouts of a run together, a slice of publishers at a time, each in a unit. */
final class PayoutAssembly {
  private static final int SLICE = 200;
  private static final Comparator<CurrencyUnit> CURRENCY_ORDER =
      Comparator.comparing(CurrencyUnit::code).thenComparing(CurrencyUnit::exponent);

  private final PayoutRun run;
  private final PayoutTerms terms;
  private final Payees payees;
  private final FxRates rates;
  private final RailCapabilities rail;
  private final Predicate<Payout> approval;

  PayoutAssembly(
      PayoutRun run,
      PayoutTerms terms,
      Payees payees,
      FxRates rates,
      RailCapabilities rail,
      Predicate<Payout> approval) {
    this.run = run;
    this.terms = terms;
    this.payees = payees;
    this.rates = rates;
    this.rail = rail;
    this.approval = approval;
  }

  /** What the claims of one publisher in one currency come to. */
  private sealed interface Proposal {
    record Pay(Payout draft, List<Claim> claims) implements Proposal {}

    record Leave(NotPaid left) implements Proposal {}
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
    for (Proposal proposal : proposals(unit, publisher)) {
      if (proposal instanceof Proposal.Pay pay && unit.addPayout(pay.draft())) {
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
      for (Proposal proposal : proposals(view, publisher)) {
        if (proposal instanceof Proposal.Leave leave) {
          left.add(leave.left());
        } else if (proposal instanceof Proposal.Pay pay) {
          left.add(new NotPaid(publisher, pay.draft().claimed(), NotPaid.Reason.NEXT_RUN));
        }
      }
    }
    return left;
  }

  private List<Proposal> proposals(PayoutView view, PublisherId publisher) {
    Map<CurrencyUnit, List<Claim>> byCurrency = new TreeMap<>(CURRENCY_ORDER);
    for (Claim claim : view.openClaims(publisher, run.startedAt())) {
      if (claim.periodStart().isBefore(run.key().period().end())) {
        byCurrency
            .computeIfAbsent(claim.amount().currency(), absent -> new ArrayList<>())
            .add(claim);
      }
    }
    Optional<Payee> payee = payees.of(publisher);
    List<Proposal> proposals = new ArrayList<>();
    byCurrency.forEach(
        (currency, claims) -> {
          List<Claim> kept = keepForDebt(view, publisher, currency, claims);
          if (!kept.isEmpty()) {
            proposals.add(leave(publisher, sum(kept), NotPaid.Reason.OWES));
          }
          if (!claims.isEmpty()) {
            proposals.add(propose(claims, payee));
          }
        });
    return proposals;
  }

  /**
   * {@return the newest of the claims, as many as cover what the publisher owes, which are taken
   * out of the list} The debt itself stays on its statements, where it is earned back.
   */
  private static List<Claim> keepForDebt(
      PayoutView view, PublisherId publisher, CurrencyUnit currency, List<Claim> claims) {
    Money owed =
        view.balance(Account.of(publisher, Account.Part.CLAWBACK), currency)
            .floorToMinor()
            .negated();
    List<Claim> kept = new ArrayList<>();
    claims.sort(Comparator.comparing(Claim::periodStart).thenComparing(Claim::id));
    while (owed.minor() > 0 && !claims.isEmpty()) {
      Claim newest = claims.remove(claims.size() - 1);
      owed = owed.minus(newest.amount());
      kept.add(newest);
    }
    return kept;
  }

  private static Money sum(List<Claim> claims) {
    Money sum = Money.zero(claims.get(0).amount().currency());
    for (Claim claim : claims) {
      sum = sum.plus(claim.amount());
    }
    return sum;
  }

  private Proposal propose(List<Claim> claims, Optional<Payee> known) {
    Money sum = sum(claims);
    PublisherId publisher = claims.get(0).publisherId();
    if (known.isEmpty()) {
      return leave(publisher, sum, NotPaid.Reason.NO_PAYEE);
    }
    Payee payee = known.get();
    if (!payee.method().equals(run.key().method())) {
      return leave(publisher, sum, NotPaid.Reason.OTHER_METHOD);
    }
    if (!terms.isEnough(sum)) {
      return leave(publisher, sum, NotPaid.Reason.BELOW_MINIMUM);
    }
    if (!rail.pays(payee.currency())) {
      return leave(publisher, sum, NotPaid.Reason.CURRENCY_NOT_SERVED);
    }
    return propose(claims, sum, payee);
  }

  private Proposal propose(List<Claim> claims, Money sum, Payee payee) {
    List<PayoutLine> lines = new ArrayList<>();
    for (Claim claim : claims) {
      lines.add(new PayoutLine(PayoutLine.Kind.CLAIM, claim.id(), claim.amount()));
    }
    Allocation.MoneyShare taxed = Allocation.share(sum, payee.withholding());
    if (!taxed.taken().isZero()) {
      lines.add(
          new PayoutLine(
              PayoutLine.Kind.WITHHOLDING,
              payee.withholding().toString(),
              taxed.taken().negated()));
    }
    FxRate rate = null;
    if (!payee.currency().equals(sum.currency())) {
      Optional<FxRate> given = rates.rate(sum.currency(), payee.currency());
      if (given.isEmpty()) {
        return leave(payee.publisherId(), sum, NotPaid.Reason.NO_RATE);
      }
      rate = given.get();
    }
    Money net = rate == null ? taxed.rest() : rate.convert(taxed.rest());
    if (net.isZero()) {
      return leave(payee.publisherId(), sum, NotPaid.Reason.NOTHING_LEFT);
    }
    return new Proposal.Pay(Payout.draft(run.key(), payee, lines, rate, run.termsHash()), claims);
  }

  private static Proposal leave(PublisherId publisher, Money due, NotPaid.Reason reason) {
    return new Proposal.Leave(new NotPaid(publisher, due, reason));
  }
}

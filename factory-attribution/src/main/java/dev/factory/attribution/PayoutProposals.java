package dev.factory.attribution;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.FxRate;
import dev.factory.attribution.payout.NotPaid;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.spi.FxRates;
import dev.factory.attribution.spi.Payees;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailLimit;
import dev.factory.core.money.Allocation;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the claims of publishers come to in one run. It only reads. */
final class PayoutProposals {
  private static final Comparator<CurrencyUnit> CURRENCY_ORDER =
      Comparator.comparing(CurrencyUnit::code).thenComparing(CurrencyUnit::exponent);

  private final PayoutRun run;
  private final PayoutTerms terms;
  private final Payees payees;
  private final FxRates rates;
  private final RailCapabilities rail;

  PayoutProposals(
      PayoutRun run, PayoutTerms terms, Payees payees, FxRates rates, RailCapabilities rail) {
    this.run = run;
    this.terms = terms;
    this.payees = payees;
    this.rates = rates;
    this.rail = rail;
  }

  /** What the claims of one publisher in one currency come to. */
  sealed interface Proposal {}

  /**
   * They are paid.
   *
   * @param draft of these claims
   * @param claims as they are when they are split
   * @param splits what is split before
   */
  record Pay(Payout draft, List<Claim> claims, List<Split> splits) implements Proposal {}

  /** They are not. */
  record Leave(NotPaid left) implements Proposal {}

  /** A claim of which only {@code first} is paid now. */
  record Split(Claim claim, Money first, String restId) {}

  /** {@return what is due to the publisher and may be in the run, by currency} */
  List<Proposal> of(PayoutView view, PublisherId publisher) {
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
    FxRate rate = null;
    if (!payee.currency().equals(sum.currency())) {
      Optional<FxRate> given = rates.rate(sum.currency(), payee.currency());
      if (given.isEmpty()) {
        return leave(payee.publisherId(), sum, NotPaid.Reason.NO_RATE);
      }
      rate = given.get();
    }
    return rate == null ? inSteps(claims, sum, payee) : exchanged(claims, sum, payee, rate);
  }

  /** What is not a whole step of the rail stays in the exchange, as what it rounds down does. */
  private Proposal exchanged(List<Claim> claims, Money sum, Payee payee, FxRate rate) {
    List<PayoutLine> lines = lines(claims, payee);
    RailLimit limit = rail.limit(payee.currency());
    Money amount = limit.floor(rate.convert(net(lines, sum)));
    if (amount.isZero()) {
      return leave(payee.publisherId(), sum, NotPaid.Reason.NOTHING_LEFT);
    }
    if (!limit.isEnough(amount)) {
      return leave(payee.publisherId(), sum, NotPaid.Reason.BELOW_RAIL_MINIMUM);
    }
    return new Pay(
        Payout.draft(run.key(), payee, lines, rate, amount, run.termsHash()), claims, List.of());
  }

  /** Claims are left out, and one of them is split, until the rest is a whole step of the rail. */
  private Proposal inSteps(List<Claim> claims, Money sum, Payee payee) {
    RailLimit limit = rail.limit(sum.currency());
    List<Claim> taken = new ArrayList<>(claims);
    List<Split> splits = new ArrayList<>();
    long over = over(sum, payee, limit);
    while (over > 0 && !taken.isEmpty()) {
      Claim newest = taken.remove(taken.size() - 1);
      if (newest.amount().minor() > over && !newest.held()) {
        Money first = newest.amount().minus(Money.ofMinor(sum.currency(), over));
        PayoutId payout = PayoutId.of(run.key(), payee.publisherId(), sum.currency());
        splits.add(new Split(newest, first, newest.id() + ":rest:" + payout));
        taken.add(newest.of(newest.id(), first));
        over = 0;
      } else {
        over = taken.isEmpty() ? 0 : over(sum(taken), payee, limit);
      }
    }
    if (taken.isEmpty()) {
      return leave(payee.publisherId(), sum, NotPaid.Reason.BELOW_RAIL_MINIMUM);
    }
    List<PayoutLine> lines = lines(taken, payee);
    Money net = net(lines, sum);
    if (net.isZero()) {
      return leave(payee.publisherId(), sum, NotPaid.Reason.NOTHING_LEFT);
    }
    if (!limit.isEnough(net)) {
      return leave(payee.publisherId(), sum, NotPaid.Reason.BELOW_RAIL_MINIMUM);
    }
    return new Pay(
        Payout.draft(run.key(), payee, lines, null, net, run.termsHash()), taken, splits);
  }

  /** {@return by how much the sum must be lowered so that what is left after tax is a step} */
  private static long over(Money sum, Payee payee, RailLimit limit) {
    long over = 0;
    Money rest = sum;
    while (rest.minor() > 0
        && Allocation.share(rest, payee.withholding()).rest().minor() % limit.step() != 0) {
      over++;
      rest = Money.ofMinor(sum.currency(), sum.minor() - over);
    }
    return over;
  }

  private static List<PayoutLine> lines(List<Claim> claims, Payee payee) {
    List<PayoutLine> lines = new ArrayList<>();
    for (Claim claim : claims) {
      lines.add(new PayoutLine(PayoutLine.Kind.CLAIM, claim.id(), claim.amount()));
    }
    Money tax = Allocation.share(sum(claims), payee.withholding()).taken();
    if (!tax.isZero()) {
      lines.add(
          new PayoutLine(
              PayoutLine.Kind.WITHHOLDING, payee.withholding().toString(), tax.negated()));
    }
    return lines;
  }

  private static Money net(List<PayoutLine> lines, Money sum) {
    Money net = Money.zero(sum.currency());
    for (PayoutLine line : lines) {
      net = net.plus(line.amount());
    }
    return net;
  }

  private static Proposal leave(PublisherId publisher, Money due, NotPaid.Reason reason) {
    return new Leave(new NotPaid(publisher, due, reason));
  }
}

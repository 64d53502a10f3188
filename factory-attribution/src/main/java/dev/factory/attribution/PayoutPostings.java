package dev.factory.attribution;

import static dev.factory.attribution.ledger.Account.Part.CARRY;
import static dev.factory.attribution.ledger.Account.Part.CLAWBACK;
import static dev.factory.attribution.ledger.Account.Part.DUE;
import static dev.factory.attribution.ledger.Account.Part.HELD;
import static dev.factory.attribution.ledger.Account.Part.IN_PAYOUT;
import static dev.factory.attribution.ledger.Account.Part.PAID;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.LedgerEntry;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.ledger.PostingStep;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What each step of the way from a credit to a payment moves in the ledger. */
final class PayoutPostings {
  private PayoutPostings() {}

  /** The fee is in the same posting, because it is what the commissions leave of the gross. */
  static Posting accrue(CreditSet set, Instant at) {
    Posting.Draft draft =
        Posting.of(set.cause() + ":" + set.causeId(), PostingStep.ACCRUE, set.policy().text(), at)
            .add(Account.CLEARING, MicroMoney.of(set.amount()).negated())
            .add(Account.PLATFORM_FEE, set.fee());
    for (Credit credit : set.credits()) {
      Account account =
          credit.publisherId().equals(PublisherId.UNATTRIBUTED)
              ? Account.UNATTRIBUTED
              : Account.of(credit.publisherId(), HELD);
      draft.add(account, credit.commission());
    }
    return draft.make();
  }

  /**
   * What a dispute gives comes out of the platform's fee, and what it takes back goes there; a debt
   * that is given up is told apart from both.
   */
  static Posting adjust(Adjustment item, Instant at) {
    Account from = item.isWriteOff() ? Account.WRITTEN_OFF : Account.PLATFORM_FEE;
    return Posting.of("ADJUSTMENT:" + item.id(), PostingStep.ADJUST, item.disputeId(), at)
        .move(from, Account.of(item.publisherId(), HELD), item.commission())
        .make();
  }

  /**
   * A statement settles what was held: whole minor units become due, the rest is carried, and a
   * debt is a clawback until it is earned back.
   *
   * @param stillHeld the part of the payable amount that a risk hold keeps back
   */
  static Posting release(Statement statement, Money stillHeld, Instant at) {
    PublisherId publisher = statement.publisherId();
    MicroMoney held = MicroMoney.of(stillHeld);
    MicroMoney opening = statement.openingCarry();
    MicroMoney closing = statement.closingCarry();
    return Posting.of(statementKey(statement), PostingStep.RELEASE, statement.hash().text(), at)
        .add(Account.of(publisher, HELD), held.minus(statement.earned()))
        .add(Account.of(publisher, DUE), MicroMoney.of(statement.payable()).minus(held))
        .add(Account.of(publisher, CARRY), asset(closing).minus(asset(opening)))
        .add(Account.of(publisher, CLAWBACK), debt(closing).minus(debt(opening)))
        .make();
  }

  static MicroMoney debt(MicroMoney carry) {
    return carry.isNegative() ? carry : MicroMoney.zero(carry.currency());
  }

  private static MicroMoney asset(MicroMoney carry) {
    return carry.isNegative() ? MicroMoney.zero(carry.currency()) : carry;
  }

  static Posting unhold(Claim claim, Instant at) {
    return Posting.of(claim.id(), PostingStep.UNHOLD, claim.statementHash(), at)
        .move(
            Account.of(claim.publisherId(), HELD),
            Account.of(claim.publisherId(), DUE),
            MicroMoney.of(claim.amount()))
        .make();
  }

  /** Three steps of the waterfall, each of its own; those that move nothing are left out. */
  static List<Posting> reserve(Payout payout, Instant at) {
    Account inPayout = Account.of(payout.publisherId(), IN_PAYOUT);
    List<Posting> postings = new ArrayList<>();
    postings.add(
        draft(payout, PostingStep.RESERVE, at)
            .move(Account.of(payout.publisherId(), DUE), inPayout, MicroMoney.of(payout.claimed()))
            .make());
    if (!payout.withheld().isZero()) {
      postings.add(
          draft(payout, PostingStep.WITHHOLD, at)
              .move(inPayout, Account.WITHHELD, MicroMoney.of(payout.withheld()))
              .make());
    }
    if (payout.fxRate() != null) {
      postings.add(
          draft(payout, PostingStep.CONVERT, at)
              .move(inPayout, Account.FX, MicroMoney.of(payout.net()))
              .move(Account.FX, inPayout, MicroMoney.of(payout.amount()))
              .make());
    }
    return postings;
  }

  static Posting pay(Payout payout, Instant at) {
    return draft(payout, PostingStep.PAY, at)
        .move(
            Account.of(payout.publisherId(), IN_PAYOUT),
            Account.of(payout.publisherId(), PAID),
            MicroMoney.of(payout.amount()))
        .make();
  }

  static Posting cancel(Payout payout, Instant at) {
    return takeBack(draft(payout, PostingStep.CANCEL, at), payout, at);
  }

  /** Tax and exchange are taken back too: the payout that replaces this one has its own. */
  static Posting comeBack(Payout payout, Instant at) {
    Posting.Draft draft =
        draft(payout, PostingStep.RETURN, at)
            .move(
                Account.of(payout.publisherId(), PAID),
                Account.of(payout.publisherId(), IN_PAYOUT),
                MicroMoney.of(payout.amount()));
    return takeBack(draft, payout, at);
  }

  private static Posting takeBack(Posting.Draft draft, Payout payout, Instant at) {
    for (Posting posting : reserve(payout, at)) {
      for (LedgerEntry entry : posting.entries()) {
        draft.add(entry.account(), entry.amount().negated());
      }
    }
    return draft.make();
  }

  private static Posting.Draft draft(Payout payout, PostingStep step, Instant at) {
    return Posting.of("payout:" + payout.id(), step, payout.termsHash(), at);
  }

  static String statementKey(Statement statement) {
    return "statement:"
        + statement.publisherId()
        + ":"
        + statement.currency().code()
        + "/"
        + statement.currency().exponent()
        + ":"
        + statement.period().start();
  }
}

package dev.factory.attribution;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.journal.Event;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the ledger and the payouts tell to the journal; see DESIGN.md. Never a destination. */
final class PayoutEvents {
  private PayoutEvents() {}

  /** Belongs to no stream: {@code AttributionComputed} told each publisher its part. */
  static Event accrued(CreditSet set, Posting posting) {
    return Event.of(
        "CommissionAccrued",
        "posting:" + posting.id(),
        Map.of(
            "posting_id", posting.id().text(),
            "cause", set.cause().name(),
            "cause_id", set.causeId().value(),
            "policy_hash", set.policy().text(),
            "currency", set.amount().currency().code(),
            "amount", set.amount().toDecimal(),
            "commission_micro", Long.toString(set.commission().micro()),
            "fee_micro", Long.toString(set.fee().micro())));
  }

  static Event released(Statement statement, Money stillHeld, Posting posting) {
    return Event.of(
        "CommissionReleased",
        "posting:" + posting.id(),
        Map.of(
            "posting_id", posting.id().text(),
            "publisher_id", statement.publisherId().value(),
            "statement_hash", statement.hash().text(),
            "currency", statement.currency().code(),
            "due", statement.payable().minus(stillHeld).toDecimal(),
            "held", stillHeld.toDecimal()),
        stream(statement.publisherId()));
  }

  static Event released(Claim claim, Posting posting) {
    return Event.of(
        "CommissionReleased",
        "posting:" + posting.id(),
        Map.of(
            "posting_id", posting.id().text(),
            "publisher_id", claim.publisherId().value(),
            "statement_hash", claim.statementHash(),
            "currency", claim.amount().currency().code(),
            "due", claim.amount().toDecimal(),
            "held", Money.zero(claim.amount().currency()).toDecimal()),
        stream(claim.publisherId()));
  }

  /** {@return the news that a statement leaves a larger debt than it found, or empty} */
  static Optional<Event> clawback(Statement statement) {
    MicroMoney before = PayoutPostings.debt(statement.openingCarry());
    MicroMoney after = PayoutPostings.debt(statement.closingCarry());
    if (after.compareTo(before) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        Event.of(
            "ClawbackPosted",
            "clawback:" + statement.hash(),
            Map.of(
                "publisher_id", statement.publisherId().value(),
                "statement_hash", statement.hash().text(),
                "currency", statement.currency().code(),
                "debt_before_micro", Long.toString(before.negated().micro()),
                "debt_micro", Long.toString(after.negated().micro())),
            stream(statement.publisherId())));
  }

  /** {@return the event of a change of state, or empty for a draft and its approval} */
  static Optional<Event> moved(Payout payout) {
    return typeOf(payout.state()).map(type -> event(type, payout, data(payout)));
  }

  private static Optional<String> typeOf(PayoutState state) {
    return switch (state) {
      case DRAFT, APPROVED -> Optional.empty();
      case RESERVED -> Optional.of("PayoutReserved");
      case SUBMITTED -> Optional.of("PayoutSubmitted");
      case PAID -> Optional.of("PayoutSettled");
      case REJECTED -> Optional.of("PayoutRejected");
      case IN_DOUBT -> Optional.of("PayoutInDoubt");
      case NOT_CREATED -> Optional.of("PayoutNotCreated");
      case RETURNED -> Optional.of("PayoutReturned");
      case CANCELLED -> Optional.of("PayoutCancelled");
    };
  }

  /** The rail speaks of a transfer that by all it said before could not be. */
  static Event contradicted(Payout payout, RailFinding.Found found) {
    Map<String, Object> data = data(payout);
    data.put("state", payout.state().name());
    data.put("rail_reference", found.railReference());
    data.put("rail_amount", found.amount().toDecimal());
    data.put("rail_stage", found.stage().name());
    return Event.of(
        "PayoutContradicted",
        "payout-contradicted:" + payout.id() + ":" + payout.version(),
        data,
        stream(payout.publisherId()));
  }

  private static Event event(String type, Payout payout, Map<String, Object> data) {
    return Event.of(
        type, "payout:" + payout.id() + ":" + payout.version(), data, stream(payout.publisherId()));
  }

  private static Map<String, Object> data(Payout payout) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("payout_id", payout.id().value());
    data.put("publisher_id", payout.publisherId().value());
    data.put("method", payout.run().method().value());
    data.put("period_start", payout.run().period().start().toString());
    data.put("period_end", payout.run().period().end().toString());
    data.put("currency", payout.amount().currency().code());
    data.put("amount", payout.amount().toDecimal());
    if (payout.state() == PayoutState.RESERVED) {
      data.put("terms_hash", payout.termsHash());
      data.put("lines", payout.lines().stream().map(PayoutEvents::line).toList());
      payout
          .fx()
          .ifPresent(
              fx ->
                  data.put(
                      "fx",
                      Map.of(
                          "from", fx.from().code(),
                          "to", fx.to().code(),
                          "rate", fx.rate().toString(),
                          "source", fx.source(),
                          "at", fx.at().toString())));
    }
    if (payout.status().attempt() > 0) {
      data.put("attempt", payout.status().attempt());
      data.put("key", payout.key());
    }
    if (!payout.status().railReference().isEmpty()) {
      data.put("rail_reference", payout.status().railReference());
    }
    if (!payout.status().reason().isEmpty()) {
      data.put("reason", payout.status().reason());
    }
    return data;
  }

  private static Map<String, String> line(PayoutLine line) {
    return Map.of(
        "kind", line.kind().name(),
        "reference", line.reference(),
        "currency", line.amount().currency().code(),
        "amount", line.amount().toDecimal());
  }

  private static String stream(PublisherId publisher) {
    return "publisher_id=" + publisher;
  }
}

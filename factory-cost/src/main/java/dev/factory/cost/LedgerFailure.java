package dev.factory.cost;

import dev.factory.core.FactoryException;
import dev.factory.cost.ledger.LedgerOutcome;

/** Outcomes that are a caller's mistake. */
final class LedgerFailure {
  private LedgerFailure() {}

  static FactoryException of(LedgerOutcome outcome) {
    if (outcome instanceof LedgerOutcome.Unknown) {
      return new FactoryException(
          "cost.unknown-reservation",
          "no money was ever held under this request id; nothing was changed: reserve before the"
              + " call, and settle with the hold that was granted");
    }
    if (outcome instanceof LedgerOutcome.Conflict conflict) {
      return switch (conflict.reason()) {
        case OTHER_REQUEST ->
            new FactoryException(
                "cost.request-id-reused",
                "the request id stands for a call with other budgets or another amount; nothing was"
                    + " changed: give every call an id of its own");
        case NOT_OPEN ->
            new FactoryException(
                "cost.reservation-closed",
                "the request is over, so nothing more can be held for it; nothing was changed:"
                    + " reserve with a new id");
        case REFUND_TOO_LARGE ->
            new FactoryException(
                "cost.refund-too-large",
                "more would be given back than the request was charged; nothing was changed: check"
                    + " the amount");
      };
    }
    throw new IllegalStateException("the store gave an outcome that does not fit the command");
  }
}

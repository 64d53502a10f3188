package dev.factory.cost.ledger;

/** How a command can contradict the ledger. */
public enum ConflictReason {
  /** The id was used for a request with other budgets or another amount. */
  OTHER_REQUEST,
  /** Only an open reservation can be extended. */
  NOT_OPEN,
  /** More would be given back than was charged. */
  REFUND_TOO_LARGE
}

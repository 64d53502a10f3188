package dev.factory.cost.ledger;

/** How much a journal is told of usage. Refusals, breaches and changed limits it is always told. */
public enum JournalledUsage {
  /** One event for each charge, refund, correction and presumed charge. */
  EACH,
  /**
   * One event for all that one transaction recorded: how many, their sum, and a hash of their ids
   * and amounts, so that the rows of the ledger can be held against it. For many calls.
   */
  BATCHED,
  /** Nothing: the ledger's own rows are the record. */
  NONE
}

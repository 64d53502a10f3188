package dev.factory.attribution.ledger;

/** What a {@link Posting} does; with its cause and its rules this makes its id. */
public enum PostingStep {
  /** A conversion or a reversal: gross to commission, fee and what nobody gets. */
  ACCRUE,
  /** An accepted dispute: commission that an earlier computation left out or gave too much. */
  ADJUST,
  /** A statement: from held to due, carry and clawback. */
  RELEASE,
  /** A hold that is over: from held to due. */
  UNHOLD,
  /** A payout: from due to in payout. */
  RESERVE,
  /** A payout: tax withheld. */
  WITHHOLD,
  /** A payout: from the currency of the statements to that of the payee. */
  CONVERT,
  /** A payout is paid. */
  PAY,
  /** A payout is cancelled: everything it reserved is due again. */
  CANCEL,
  /** A payout came back: everything it reserved is due again. */
  RETURN,
  /** A debt is given up. */
  WRITE_OFF
}

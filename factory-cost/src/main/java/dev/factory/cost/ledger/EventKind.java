package dev.factory.cost.ledger;

/** Why spending changed. */
public enum EventKind {
  /** A provider was used. */
  CHARGE,
  /** The provider gave money back. */
  REFUND,
  /**
   * Something recorded before was not so: a presumed charge was replaced by the real one, or a
   * price was wrong.
   */
  CORRECTION,
  /** Nobody settled in time, so what was held counts as spent until somebody does. */
  PRESUMED
}

package dev.factory.attribution.event;

/** Why money went back. */
public enum ReversalKind {
  /** The seller gave it back. */
  REFUND,
  /** The payer's bank took it back. */
  CHARGEBACK,
  /** The order was called off. */
  CANCEL
}

package dev.factory.attribution.credit;

import dev.factory.attribution.event.ReversalKind;

/** What credits come from: a conversion gives them, a reversal takes them back. */
public enum CreditCause {
  /** A conversion. */
  CONVERSION,
  /** A reversal of kind {@link ReversalKind#REFUND}. */
  REFUND,
  /** A reversal of kind {@link ReversalKind#CHARGEBACK}. */
  CHARGEBACK,
  /** A reversal of kind {@link ReversalKind#CANCEL}. */
  CANCEL,
  /** An accepted dispute; on statements only, no credits come of it. */
  ADJUSTMENT;

  /** {@return the cause that stands for reversals of this kind} */
  public static CreditCause of(ReversalKind kind) {
    return switch (kind) {
      case REFUND -> REFUND;
      case CHARGEBACK -> CHARGEBACK;
      case CANCEL -> CANCEL;
    };
  }
}

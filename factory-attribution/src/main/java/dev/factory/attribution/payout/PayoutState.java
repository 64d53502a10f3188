package dev.factory.attribution.payout;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far a payout got.
 *
 * <pre>
 * DRAFT -&gt; APPROVED -&gt; RESERVED -&gt; SUBMITTED(attempt k) -&gt; PAID | RETURNED | REJECTED
 *                        ^             \-&gt; IN_DOUBT -&gt; PAID | RETURNED | REJECTED | NOT_CREATED
 *                        \--- NOT_CREATED, REJECTED
 * DRAFT, APPROVED, RESERVED, REJECTED -&gt; CANCELLED        PAID -&gt; RETURNED
 * </pre>
 */
public enum PayoutState {
  /** Put together, and waits for approval. */
  DRAFT,
  /** May be paid. */
  APPROVED,
  /** Its money is reserved in the ledger; no request for it is on its way. */
  RESERVED,
  /** A request may be on its way, or the rail has it and has not settled it. */
  SUBMITTED,
  /** Whether money moved is not known. Nothing is sent until the rail has told. */
  IN_DOUBT,
  /** The rail has no transfer and the last request can no longer make one. */
  NOT_CREATED,
  /** The rail refused; no money moved. */
  REJECTED,
  /** Money moved, as much as was asked. */
  PAID,
  /** Money moved and came back; it is due again. */
  RETURNED,
  /** It will not be paid; its money is due again. */
  CANCELLED;

  /** {@return the states this one may turn into} */
  public Set<PayoutState> next() {
    return switch (this) {
      case DRAFT -> EnumSet.of(APPROVED, CANCELLED);
      case APPROVED -> EnumSet.of(RESERVED, CANCELLED);
      case RESERVED -> EnumSet.of(SUBMITTED, CANCELLED);
      case SUBMITTED -> EnumSet.of(PAID, RETURNED, REJECTED, IN_DOUBT, NOT_CREATED);
      case IN_DOUBT -> EnumSet.of(PAID, RETURNED, REJECTED, NOT_CREATED);
      case NOT_CREATED -> EnumSet.of(RESERVED);
      case REJECTED -> EnumSet.of(RESERVED, CANCELLED);
      case PAID -> EnumSet.of(RETURNED);
      case RETURNED, CANCELLED -> EnumSet.noneOf(PayoutState.class);
    };
  }

  /**
   * Refuses a change to {@code other}, unless it is one of {@link #next} or no change at all.
   *
   * @throws IllegalArgumentException if it may not follow
   */
  public void requireNext(PayoutState other) {
    if (other != this && !next().contains(other)) {
      throw new IllegalArgumentException("a payout that is " + this + " cannot become " + other);
    }
  }

  /** {@return whether its claims may go into another payout} */
  public boolean isOver() {
    return this == RETURNED || this == CANCELLED;
  }
}

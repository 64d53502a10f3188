package dev.factory.cost.ledger;

/** How far a reservation has come. */
public enum ReservationState {
  /** Money is held. */
  OPEN,
  /** What it cost is known. */
  SETTLED,
  /** The request was never sent; nothing is held. */
  RELEASED,
  /** Nobody settled in time. What it held is presumed spent or was let go, as its policy says. */
  EXPIRED
}

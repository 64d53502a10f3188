package dev.factory.cost.route;

/** Why a model is not asked. The first that applies, in this order, is given. */
public enum Rejection {
  /** It cannot do what is needed. */
  ABILITY,
  /** The question and its answer do not fit. */
  CONTEXT,
  /** Nobody knows what it costs. */
  UNKNOWN_PRICE,
  /** It may cost more than there is. */
  BUDGET,
  /** Its breaker is open. */
  BREAKER,
  /** It has no room for another call at the moment. */
  HEAD_ROOM,
  /** It has not proved to be good enough for the feature. */
  QUALITY
}

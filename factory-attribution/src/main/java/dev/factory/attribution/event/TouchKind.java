package dev.factory.attribution.event;

/** How a user met an offer. */
public enum TouchKind {
  /** A link was followed. */
  CLICK,
  /** The offer was shown. */
  VIEW,
  /** A coupon code of the publisher was entered. */
  COUPON,
  /** A token of the publisher came with the request. */
  TOKEN
}

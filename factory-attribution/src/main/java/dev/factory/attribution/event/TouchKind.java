package dev.factory.attribution.event;

/** How a user met an offer. */
public enum TouchKind {
  /** A link was followed. */
  CLICK(0),
  /** The offer was shown. */
  VIEW(1),
  /** A coupon code of the publisher was entered. */
  COUPON(2),
  /** A token of the publisher came with the request. */
  TOKEN(3);

  private final int code;

  TouchKind(int code) {
    this.code = code;
  }

  /** {@return the number that stands for it in columns, from 0; it never changes} */
  public int code() {
    return code;
  }
}

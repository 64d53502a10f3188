package dev.factory.attribution.policy;

/** Which offers' touches count for a conversion. */
public enum OfferMatch {
  /** Touches of every offer: the whole path of the user is rewarded. */
  ANY,
  /** Touches of the offer that was bought, and no other. */
  SAME
}

package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyVersion;
import java.time.Duration;
import java.util.Optional;

/** Whether a touch counts for a conversion, and if not, why. */
public enum Verdict {
  /** It counts; the model gives it a weight, which may be zero. */
  ELIGIBLE("eligible"),
  /** It happened after the conversion. */
  AFTER_CONVERSION("after the conversion"),
  /** It happened before the window for its kind began. */
  BEFORE_WINDOW("before the window"),
  /** The policy credits no touch of its kind. */
  KIND_NOT_CREDITED("this kind is not credited"),
  /** The policy credits touches of the offer that was bought, and it is of another. */
  OTHER_OFFER("another offer"),
  /** It would count, and was not yet recorded when the conversion was attributed. */
  RECORDED_LATER("recorded after the conversion was attributed");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** {@return the reason in words, to stand in a sentence} */
  public String words() {
    return words;
  }

  /** {@return what {@code policy} says of a touch of the user who converted} */
  static Verdict of(Touchpoint touch, Conversion conversion, PolicyVersion policy) {
    if (touch.at().isAfter(conversion.at())) {
      return AFTER_CONVERSION;
    }
    Optional<Duration> window = policy.window(touch.kind());
    if (window.isEmpty()) {
      return KIND_NOT_CREDITED;
    }
    if (touch.at().isBefore(conversion.at().minus(window.get()))) {
      return BEFORE_WINDOW;
    }
    boolean wrongOffer =
        policy.offers() == OfferMatch.SAME && !touch.offerId().equals(conversion.offerId());
    return wrongOffer ? OTHER_OFFER : ELIGIBLE;
  }
}

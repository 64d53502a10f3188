package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.policy.TouchMark;
import dev.factory.attribution.policy.Window;
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
  /** It is marked as that of a program; see {@link TouchMark#BOT}. */
  BOT("a bot"),
  /** It is marked as from a datacentre; see {@link TouchMark#DATACENTRE}. */
  DATACENTRE("from a datacentre"),
  /** It is marked as the publisher's own; see {@link TouchMark#SELF_REFERRAL}. */
  SELF_REFERRAL("by the publisher itself"),
  /** A later one of the same publisher, offer and kind counts in its place. */
  REPETITION("repeated soon after"),
  /** Too many of the same publisher and kind follow it too fast. */
  VELOCITY("too many in too short a time"),
  /** So many later ones count that the path is as long as it may be. */
  PATH_TOO_LONG("older than the longest path"),
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

  /** {@return what {@code policy} says of a touch of the user who converted, others apart} */
  static Verdict of(Touchpoint touch, Conversion conversion, PolicyVersion policy) {
    if (touch.at().isAfter(conversion.at())) {
      return AFTER_CONVERSION;
    }
    Optional<Window> window = policy.windows().of(touch.kind(), touch.offerId());
    if (window.isEmpty()) {
      return KIND_NOT_CREDITED;
    }
    if (touch.at().isBefore(window.get().start(conversion.at()))) {
      return BEFORE_WINDOW;
    }
    if (policy.offers() == OfferMatch.SAME && !touch.offerId().equals(conversion.offerId())) {
      return OTHER_OFFER;
    }
    for (TouchMark mark : policy.filters().marks()) {
      if (touch.flags().contains(mark.flag())) {
        return of(mark);
      }
    }
    return ELIGIBLE;
  }

  /** {@return the verdict on a touch with this mark, where the policy refuses it} */
  static Verdict of(TouchMark mark) {
    return switch (mark) {
      case BOT -> BOT;
      case DATACENTRE -> DATACENTRE;
      case SELF_REFERRAL -> SELF_REFERRAL;
    };
  }
}

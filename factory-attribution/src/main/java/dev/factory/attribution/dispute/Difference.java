package dev.factory.attribution.dispute;

import dev.factory.attribution.event.EventId;
import dev.factory.core.money.MicroMoney;
import java.util.List;

/**
 * One conversion that would give a publisher something else if it were computed now.
 *
 * @param conversionId the conversion; its reversals are counted in
 * @param kind how it differs
 * @param credit what is missing of the publisher's credit; negative if there is too much
 * @param commission what is missing of its commission; negative if there is too much
 * @param laterTouches touches, of whomever, that count and were recorded after the conversion was
 *     attributed
 */
public record Difference(
    EventId conversionId,
    Kind kind,
    MicroMoney credit,
    MicroMoney commission,
    List<EventId> laterTouches) {

  /** How a conversion differs. */
  public enum Kind {
    /** The publisher has no credit and should have. */
    MISSING,
    /** The publisher has credit and should have none. */
    EXTRA,
    /** The publisher should have another credit. */
    CHANGED
  }

  /** Copies the touches; refuses a difference of nothing. */
  public Difference {
    laterTouches = List.copyOf(laterTouches);
    if (credit.isZero() && commission.isZero()) {
      throw new IllegalArgumentException("a difference is of more than nothing");
    }
  }
}

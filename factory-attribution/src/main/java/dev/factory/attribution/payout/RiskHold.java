package dev.factory.attribution.payout;

import dev.factory.core.money.Rate;
import java.time.Duration;

/**
 * How much of what a statement makes payable is held, and how long.
 *
 * @param part at most 1
 * @param time from the end of the statement's period; zero or more
 */
public record RiskHold(Rate part, Duration time) {

  /** Refuses more than everything, and a time below zero. */
  public RiskHold {
    if (!part.isAtMostOne() || time.isNegative()) {
      throw new IllegalArgumentException(
          "a hold is on at most everything and for zero or more time");
    }
  }
}

package dev.factory.attribution.spi;

import dev.factory.core.time.Period;
import java.time.Instant;

/**
 * A period whose statements are settled.
 *
 * @param number counts closed periods, from 1
 * @param period the period; closed ones follow each other without overlap
 * @param closedAt when it was closed
 */
public record ClosedPeriod(int number, Period period, Instant closedAt) {

  /** Refuses a number below 1. */
  public ClosedPeriod {
    if (number < 1) {
      throw new IllegalArgumentException("closed periods count from 1, not " + number);
    }
  }
}

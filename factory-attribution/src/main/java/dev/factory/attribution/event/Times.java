package dev.factory.attribution.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The instants that every store keeps exactly. */
final class Times {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private Times() {}

  /** {@return {@code at} without what is finer than a microsecond, as PostgreSQL keeps it} */
  static Instant micros(Instant at) {
    if (at.isBefore(FIRST) || !at.isBefore(END)) {
      throw new IllegalArgumentException(
          "the time is outside the years 1970 to 9999, which suggests seconds taken for"
              + " milliseconds or the reverse");
    }
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}

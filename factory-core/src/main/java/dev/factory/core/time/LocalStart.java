package dev.factory.core.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** The instant at which a local date and time begins, also where clocks change. */
final class LocalStart {
  private LocalStart() {}

  /**
   * {@return the first instant at which a clock in {@code zone} shows {@code local} or, if it skips
   * that, something later}
   */
  static Instant of(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.toInstant(zone.getRules().getOffset(local));
    }
    return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
  }
}

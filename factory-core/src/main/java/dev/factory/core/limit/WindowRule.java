package dev.factory.core.limit;

import java.time.Duration;

/**
 * How many are let through in any stretch of a length.
 *
 * @param name of the rule, for callers: 1 to 64 of {@code a-z}, {@code 0-9}, {@code -}, {@code _}
 * @param limit at least 1, at most 999,999,999,999,999, which is what header fields hold (RFC 9651,
 *     section 3.3.1)
 * @param window one millisecond to ten years; the stretches are half-open, so two that are exactly
 *     this far apart are not in one
 */
public record WindowRule(String name, long limit, Duration window) {
  private static final long MOST = 999_999_999_999_999L;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3_650);

  /** Refuses names, limits and windows out of their range. */
  public WindowRule {
    if (!name.matches("[a-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "the name of a limit is 1 to 64 lower-case letters, digits, hyphens or underscores");
    }
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("a limit is 1 to " + MOST + ", not " + limit);
    }
    if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a window is a millisecond to ten years, not " + window);
    }
  }

  /** {@return at most {@code limit} in any 60 seconds} */
  public static WindowRule perMinute(String name, long limit) {
    return new WindowRule(name, limit, Duration.ofMinutes(1));
  }

  /** {@return at most {@code limit} in any 3,600 seconds} */
  public static WindowRule perHour(String name, long limit) {
    return new WindowRule(name, limit, Duration.ofHours(1));
  }
}

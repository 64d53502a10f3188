package dev.factory.core.limit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Limits as fields of an HTTP response: {@code RateLimit-Policy} and {@code RateLimit} of the IETF
 * draft "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers-09), which are
 * lists in the syntax of RFC 9651, and {@code Retry-After} of RFC 9110, section 10.2.3.
 *
 * <p>Seconds are rounded up, so that a client which waits as long as it is told is let through.
 */
public final class RateLimitFields {
  private RateLimitFields() {}

  /** {@return the value of {@code RateLimit-Policy}: {@code "company";q=100;w=60}} */
  public static String policy(List<WindowRule> rules) {
    return rules.stream()
        .map(rule -> "\"" + rule.name() + "\";q=" + rule.limit() + ";w=" + seconds(rule.window()))
        .collect(Collectors.joining(", "));
  }

  /**
   * {@return the value of {@code RateLimit}: {@code "company";r=58;t=31}, where {@code t} is when
   * all of the limit is free again}
   */
  public static String limit(List<LimitState> states) {
    return states.stream()
        .map(
            state ->
                "\""
                    + state.rule().name()
                    + "\";r="
                    + state.remaining()
                    + ";t="
                    + seconds(state.resetIn()))
        .collect(Collectors.joining(", "));
  }

  /** {@return the value of {@code Retry-After}: whole seconds, at least 1} */
  public static String retryAfter(Admission.Refused refused) {
    return Long.toString(seconds(refused.retryAfter()));
  }

  private static long seconds(Duration duration) {
    return duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
  }
}

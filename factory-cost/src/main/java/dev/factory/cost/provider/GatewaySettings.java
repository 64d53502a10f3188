package dev.factory.cost.provider;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;

/**
 * How much patience a gateway has.
 *
 * @param breaker of each model; when it opens and closes
 * @param bulkhead of each model; how many calls are under way at once. Nobody waits for a place:
 *     the wait it names is not used
 * @param within how long one attempt may take, above zero
 * @param attempts how often one model is tried, at least 1
 * @param firstPause before the second attempt; it doubles, and up to half of it is left out by
 *     chance, so that callers do not come back together
 * @param longestPause a provider that asks to be left alone for longer is not waited for
 * @param retryPercent how many retries there may be for a hundred calls, beyond the first ten; so
 *     retries never multiply the load of a provider that is failing
 * @param obeyWithin how long an operator's order may take to reach this node, above zero
 */
public record GatewaySettings(
    CircuitBreakerConfig breaker,
    BulkheadConfig bulkhead,
    Duration within,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    int retryPercent,
    Duration obeyWithin) {

  /** Refuses patience that makes no sense. */
  public GatewaySettings {
    if (attempts < 1 || retryPercent < 0) {
      throw new IllegalArgumentException(
          "a model is tried at least once, and retries are not below zero");
    }
    if (within.isNegative() || within.isZero() || obeyWithin.isNegative() || obeyWithin.isZero()) {
      throw new IllegalArgumentException("an attempt and an order get a time above zero");
    }
    if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("the longest pause is at least the first one");
    }
  }

  /**
   * {@return the usual patience: Resilience4j's own breaker, 64 calls at once, two minutes, three
   * attempts after 250 ms and more, pauses of up to ten seconds, 20 retries for 100 calls, orders
   * obeyed within a second}
   */
  public static GatewaySettings usual() {
    return new GatewaySettings(
        CircuitBreakerConfig.ofDefaults(),
        BulkheadConfig.custom().maxConcurrentCalls(64).build(),
        Duration.ofMinutes(2),
        3,
        Duration.ofMillis(250),
        Duration.ofSeconds(10),
        20,
        Duration.ofSeconds(1));
  }

  /** {@return the same with another time for one attempt} */
  public GatewaySettings within(Duration other) {
    return new GatewaySettings(
        breaker, bulkhead, other, attempts, firstPause, longestPause, retryPercent, obeyWithin);
  }

  /** {@return the same with other retries} */
  public GatewaySettings retrying(int most, Duration first, Duration longest, int percent) {
    return new GatewaySettings(
        breaker, bulkhead, within, most, first, longest, percent, obeyWithin);
  }

  /** {@return the same with another breaker and bulkhead for each model} */
  public GatewaySettings protectedBy(CircuitBreakerConfig breaks, BulkheadConfig holds) {
    return new GatewaySettings(
        breaks, holds, within, attempts, firstPause, longestPause, retryPercent, obeyWithin);
  }
}

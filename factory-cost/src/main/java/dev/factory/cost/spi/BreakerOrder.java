package dev.factory.cost.spi;

import java.time.Instant;

/**
 * What an operator said about a circuit breaker.
 *
 * @param name of a provider, {@code openai}, or of one of its models, {@code openai/gpt-4o}; 1 to
 *     200 characters
 * @param kind what is to be done
 * @param revision 1 for the first order of a name, one more for each that follows
 * @param givenAt when; whole microseconds
 * @param who answers for it, an id; not blank
 * @param why for whoever reads it later; not blank
 */
public record BreakerOrder(
    String name, Kind kind, long revision, Instant givenAt, String who, String why) {

  /** What is to be done. */
  public enum Kind {
    /** Nothing is sent until it is reset. */
    FORCE_OPEN,
    /** It is closed, and forgets what it has counted. */
    RESET
  }

  /** Refuses an order that nobody answers for. */
  public BreakerOrder {
    if (name.isBlank() || name.length() > 200 || revision < 1) {
      throw new IllegalArgumentException("a breaker has a name of 1 to 200 characters");
    }
    if (who.isBlank() || why.isBlank()) {
      throw new IllegalArgumentException("an order says who answers for it and why");
    }
  }
}

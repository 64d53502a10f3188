package dev.factory.cost.provider;

import java.time.Duration;

/**
 * A call that came to nothing.
 *
 * @param kind what happened
 * @param status of HTTP; 0 if none came
 * @param retryAfter how long the provider asks to be left alone; zero if it does not
 * @param mayBeBilled whether the provider may ask money for it. If so, what was held counts as
 *     spent
 */
public record Failure(Kind kind, int status, Duration retryAfter, boolean mayBeBilled) {

  /** What happened. */
  public enum Kind {
    /** It never left: no connection, a full bulkhead, an open breaker. */
    NOT_SENT,
    /** The provider refuses the call as it is; another try would be refused too. */
    REFUSED,
    /** The provider has no room now. */
    OVERLOADED,
    /** The provider failed. */
    BROKEN,
    /** It took too long and was given up. */
    TIMED_OUT,
    /** The connection ended before the answer did. */
    CUT,
    /** What came is no answer, or too large. */
    UNREADABLE,
    /** Whoever asked gave it up. */
    CANCELLED
  }

  /** {@return whether another try, or another model, may succeed} */
  public boolean isWorthAnotherTry() {
    return kind != Kind.REFUSED && kind != Kind.CANCELLED;
  }

  /** {@return it never left} */
  public static Failure notSent() {
    return new Failure(Kind.NOT_SENT, 0, Duration.ZERO, false);
  }

  /** {@return it was sent, nothing is known of its end, and it may be billed} */
  public static Failure sent(Kind kind) {
    return new Failure(kind, 0, Duration.ZERO, true);
  }
}

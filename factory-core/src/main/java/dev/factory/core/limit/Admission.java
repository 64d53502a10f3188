package dev.factory.core.limit;

import java.time.Duration;
import java.util.List;

/** Whether a request is let through. */
public sealed interface Admission permits Permit, Admission.Refused, Admission.TooLarge {

  /**
   * It is not, and nothing was counted anywhere.
   *
   * @param limits every limit that has no room, at least one
   * @param retryAfter a request of the same weight is let through after this time if no other is;
   *     above zero. Header fields round it up
   */
  record Refused(List<LimitState> limits, Duration retryAfter) implements Admission {
    /** Copies the list. */
    public Refused {
      limits = List.copyOf(limits);
    }
  }

  /**
   * It is not, and never will be: it asks for more than the limit lets through in a whole window.
   * Nothing was counted anywhere.
   *
   * @param rule the first limit that is too small
   */
  record TooLarge(WindowRule rule) implements Admission {}
}

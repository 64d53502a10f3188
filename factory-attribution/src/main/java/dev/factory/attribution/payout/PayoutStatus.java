package dev.factory.attribution.payout;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a payout.
 *
 * @param state how far it got
 * @param attempt how many requests were made, the last one included; zero or more
 * @param submittedAt when the last request was made; null if there was none
 * @param railReference the rail's own name of the transfer; empty if not known
 * @param reason why it is in this state, in the rail's or an operator's words; empty if there is
 *     nothing to say. Never personal data
 * @param confirmedAt when the publisher was told; null if it was not
 */
public record PayoutStatus(
    PayoutState state,
    int attempt,
    @Nullable Instant submittedAt,
    String railReference,
    String reason,
    @Nullable Instant confirmedAt) {

  /** The status of a payout that was just put together. */
  public static final PayoutStatus DRAFT =
      new PayoutStatus(PayoutState.DRAFT, 0, null, "", "", null);

  private static final int MAX_TEXT = 255;

  /** Refuses a request without time or number, and texts of more than 255 characters. */
  public PayoutStatus {
    if (attempt < 0 || (attempt == 0) != (submittedAt == null)) {
      throw new IllegalArgumentException("each attempt has a number from 1 and a time");
    }
    if (railReference.length() > MAX_TEXT || reason.length() > MAX_TEXT) {
      throw new IllegalArgumentException("reference and reason have at most 255 characters");
    }
  }

  /** {@return the next attempt, begun at {@code at}} */
  public PayoutStatus submitted(Instant at) {
    return new PayoutStatus(PayoutState.SUBMITTED, attempt + 1, at, "", "", null);
  }

  /**
   * {@return this status in another state}
   *
   * @param why the reason, empty for none
   */
  public PayoutStatus in(PayoutState other, String why) {
    return new PayoutStatus(other, attempt, submittedAt, railReference, why, confirmedAt);
  }

  /** {@return this status with the rail's name of the transfer} */
  public PayoutStatus known(String reference) {
    return new PayoutStatus(state, attempt, submittedAt, reference, reason, confirmedAt);
  }

  /** {@return this status, of which the publisher was told at {@code at}} */
  public PayoutStatus confirmed(Instant at) {
    return new PayoutStatus(state, attempt, submittedAt, railReference, reason, at);
  }

  /** {@return when the last request was made, or empty if there was none} */
  public Optional<Instant> lastSubmission() {
    return Optional.ofNullable(submittedAt);
  }
}

package dev.factory.attribution.payout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A claim and where it is.
 *
 * @param claim the claim
 * @param payoutId the payout it is in; null if none
 * @param disputeId the dispute that freezes it; null if none
 */
public record ClaimStatus(Claim claim, @Nullable PayoutId payoutId, @Nullable String disputeId) {

  /** {@return the payout it is in, or empty} */
  public Optional<PayoutId> payout() {
    return Optional.ofNullable(payoutId);
  }

  /** {@return the dispute that freezes it, or empty} */
  public Optional<String> dispute() {
    return Optional.ofNullable(disputeId);
  }
}

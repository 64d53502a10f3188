package dev.factory.attribution.payout;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run and how far it got.
 *
 * @param key period and method
 * @param termsHash the terms its payouts are put together by
 * @param startedAt when it began; what is available by then is in it
 * @param assembledAt when all of its payouts were put together; null if they are not
 */
public record PayoutRun(
    RunKey key, String termsHash, Instant startedAt, @Nullable Instant assembledAt) {

  /** {@return when all of its payouts were put together, or empty} */
  public Optional<Instant> assembled() {
    return Optional.ofNullable(assembledAt);
  }
}

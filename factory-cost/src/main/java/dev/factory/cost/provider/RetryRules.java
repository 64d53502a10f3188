package dev.factory.cost.provider;

import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When another attempt is worth it, and how long to wait for it. */
final class RetryRules {
  private RetryRules() {}

  static RetryConfig of(GatewaySettings settings) {
    return RetryConfig.<ProviderOutcome>custom()
        .maxAttempts(settings.attempts())
        .retryOnResult(outcome -> isWorthIt(outcome, settings.longestPause()))
        .intervalBiFunction(
            (attempt, came) -> pause(attempt, came.isRight() ? came.get() : null, settings))
        .build();
  }

  private static boolean isWorthIt(ProviderOutcome outcome, Duration longest) {
    return outcome instanceof ProviderOutcome.Failed failed
        && failed.failure().isWorthAnotherTry()
        && failed.failure().retryAfter().compareTo(longest) <= 0;
  }

  private static long pause(
      int attempt, @Nullable ProviderOutcome outcome, GatewaySettings settings) {
    long longest = settings.longestPause().toMillis();
    long doubled = settings.firstPause().toMillis() << Math.min(attempt - 1, 20);
    long most = Math.min(longest, doubled);
    long own = most - ThreadLocalRandom.current().nextLong(most / 2 + 1);
    long asked =
        outcome instanceof ProviderOutcome.Failed failed
            ? failed.failure().retryAfter().toMillis()
            : 0;
    return Math.max(own, asked);
  }
}

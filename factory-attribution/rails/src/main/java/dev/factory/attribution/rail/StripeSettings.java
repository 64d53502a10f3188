package dev.factory.attribution.rail;

import java.net.URI;
import java.time.Duration;

/**
 * How a {@link StripeRail} reaches Stripe.
 *
 * @param base {@code https://api.stripe.com}, or a double of it
 * @param secretKey the platform's secret key; never shown
 * @param timeout how long a request may take until it is given up, and in doubt
 * @param sendWithin how long after it was decided a transfer may still be sent
 * @param absenceProvenAfter how long after it was decided a transfer that is not listed will not
 *     come any more
 */
public record StripeSettings(
    URI base,
    String secretKey,
    Duration timeout,
    Duration sendWithin,
    Duration absenceProvenAfter) {

  /** Refuses a key that no header can carry. */
  public StripeSettings {
    if (!secretKey.matches("[A-Za-z0-9_]{1,255}")) {
      throw new IllegalArgumentException("a secret key is letters, digits and underscores");
    }
  }

  /** {@return settings for Stripe itself: 30 s for a request, 10 minutes for an absence} */
  public static StripeSettings of(String secretKey) {
    return new StripeSettings(
        URI.create("https://api.stripe.com"),
        secretKey,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10));
  }

  /** {@return the settings without the key} */
  @Override
  public String toString() {
    return base + ", time-out " + timeout;
  }
}

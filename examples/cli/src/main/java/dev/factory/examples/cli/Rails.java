package dev.factory.examples.cli;

import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.rail.FileRail;
import dev.factory.attribution.rail.StripeRail;
import dev.factory.attribution.rail.StripeSettings;
import dev.factory.attribution.spi.PayoutRail;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/** The means of payment this program knows. */
final class Rails {
  private static final PayoutMethod STRIPE = new PayoutMethod("stripe");

  private Rails() {}

  /**
   * {@return the rail of a method: Stripe, or files for a bank}
   *
   * @param folder where files go; made with the first payout
   * @throws CliException {@code cli.no-stripe-key} if Stripe is asked for and its key is not set
   */
  static PayoutRail of(PayoutMethod method, Path folder, Host host, PayeesFile payees) {
    return method.equals(STRIPE)
        ? StripeRail.of(stripe(host), payees.currencies(method))
        : FileRail.in(folder, method, Set.of());
  }

  static boolean isStripe(PayoutMethod method) {
    return method.equals(STRIPE);
  }

  /** The key is a secret, so there is no option for it: command lines are seen and kept. */
  private static StripeSettings stripe(Host host) {
    String key =
        host.variable("FACTORY_STRIPE_KEY")
            .orElseThrow(
                () ->
                    new CliException(
                        "cli.no-stripe-key",
                        "there is no key for Stripe; nothing was sent: set FACTORY_STRIPE_KEY"));
    try {
      StripeSettings settings = StripeSettings.of(key);
      return host.variable("FACTORY_STRIPE_URL")
          .map(
              url ->
                  new StripeSettings(
                      URI.create(url),
                      key,
                      settings.timeout(),
                      settings.sendWithin(),
                      settings.absenceProvenAfter()))
          .orElse(settings);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.no-stripe-key",
          "FACTORY_STRIPE_KEY is no key, or FACTORY_STRIPE_URL no address; nothing was sent: a key"
              + " is letters, digits and underscores");
    }
  }
}

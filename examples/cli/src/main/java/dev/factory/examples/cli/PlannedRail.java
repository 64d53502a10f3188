package dev.factory.examples.cli;

import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.time.Duration;
import java.util.Set;

/** Stands for a rail where nothing may be sent: calculating needs to know what it can do. */
final class PlannedRail implements PayoutRail {
  private final RailCapabilities capabilities;

  /**
   * @param currencies what it pays in; empty for any
   */
  PlannedRail(PayoutMethod method, Set<CurrencyUnit> currencies) {
    this.capabilities =
        new RailCapabilities(
            method, currencies, Duration.ofSeconds(30), Duration.ofMinutes(10), false);
  }

  @Override
  public RailCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public RailOutcome submit(PayoutCommand command, String key) {
    return new RailOutcome.NotTaken("planned");
  }

  @Override
  public RailFinding lookup(PayoutCommand command, String key) {
    return new RailFinding.Unclear("planned");
  }

  @Override
  public RailOutcome reverse(String railReference, Money amount, String key) {
    return new RailOutcome.Rejected("planned");
  }
}

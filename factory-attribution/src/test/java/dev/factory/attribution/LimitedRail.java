package dev.factory.attribution;

import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailLimit;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.util.Map;

/** Another rail, that pays only some amounts and fails a test that sends it others. */
final class LimitedRail implements PayoutRail {
  private final PayoutRail rail;
  private final RailCapabilities capabilities;

  LimitedRail(PayoutRail rail, Map<CurrencyUnit, RailLimit> limits) {
    this.rail = rail;
    this.capabilities = rail.capabilities().with(limits);
  }

  @Override
  public RailCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public RailOutcome submit(PayoutCommand command, String key) {
    RailLimit limit = capabilities.limit(command.amount().currency());
    if (!limit.isEnough(command.amount())
        || !limit.floor(command.amount()).equals(command.amount())) {
      return new RailOutcome.Rejected("amount");
    }
    return rail.submit(command, key);
  }

  @Override
  public RailFinding lookup(PayoutCommand command, String key) {
    return rail.lookup(command, key);
  }

  @Override
  public RailOutcome reverse(String railReference, Money amount, String key) {
    return rail.reverse(railReference, amount, key);
  }
}

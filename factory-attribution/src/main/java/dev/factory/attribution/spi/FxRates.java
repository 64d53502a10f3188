package dev.factory.attribution.spi;

import dev.factory.attribution.payout.FxRate;
import dev.factory.core.money.CurrencyUnit;
import java.util.Optional;

/** Knows rates of exchange. <b>Threads:</b> safe for use by many threads. */
@FunctionalInterface
public interface FxRates {

  /** {@return the rate of now, or empty if there is none; it is stored with the payout} */
  Optional<FxRate> rate(CurrencyUnit from, CurrencyUnit to);

  /** {@return no rates: who is paid in another currency is not paid} */
  static FxRates none() {
    return (from, to) -> Optional.empty();
  }
}

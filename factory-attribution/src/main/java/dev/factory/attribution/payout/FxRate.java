package dev.factory.attribution.payout;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A rate of exchange as it was when it was used; stored with the payout.
 *
 * @param from what is sold
 * @param to what is bought; another currency
 * @param rate major units of {@code to} for one major unit of {@code from}; more than zero
 * @param source who gave the rate, for whoever checks it
 * @param at when it was given
 */
public record FxRate(CurrencyUnit from, CurrencyUnit to, Rate rate, String source, Instant at) {

  /** Refuses a rate of zero and one between a currency and itself. */
  public FxRate {
    if (from.equals(to) || rate.numerator() == 0) {
      throw new IllegalArgumentException(
          "a rate of exchange is between two currencies and more than zero");
    }
  }

  /**
   * {@return what {@code amount} buys, rounded down to whole minor units}
   *
   * @param amount zero or more, of the currency {@code from}
   * @throws ArithmeticException if it does not fit 64 bits
   */
  public Money convert(Money amount) {
    if (amount.isNegative() || !amount.currency().equals(from)) {
      throw new IllegalArgumentException(
          "this rate exchanges amounts of zero or more in " + from.code());
    }
    BigInteger top =
        BigInteger.valueOf(amount.minor())
            .multiply(BigInteger.valueOf(rate.numerator()))
            .multiply(BigInteger.valueOf(to.minorPerMajor()));
    BigInteger bottom =
        BigInteger.valueOf(rate.denominator()).multiply(BigInteger.valueOf(from.minorPerMajor()));
    return Money.ofMinor(to, top.divide(bottom).longValueExact());
  }
}

package dev.factory.examples.pages;

import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.util.Locale;

/**
 * An amount to the last millionth of a minor unit, as people read it, in two parts: {@code -$11.66}
 * and {@code 666667}.
 *
 * @param minor up to the minor unit, as {@link Money#display} writes it
 * @param micros the six digits of the millionths
 */
public record ExactAmount(String minor, String micros) {

  /** {@return the two parts of an amount} */
  public static ExactAmount of(MicroMoney amount) {
    long magnitude = Math.absExact(amount.micro());
    Money whole = Money.ofMinor(amount.currency(), magnitude / MicroMoney.MICROS_PER_MINOR);
    String sign = amount.isNegative() ? "-" : "";
    String point = amount.currency().exponent() == 0 ? "." : "";
    return new ExactAmount(
        sign + whole.display() + point,
        String.format(Locale.ROOT, "%06d", magnitude % MicroMoney.MICROS_PER_MINOR));
  }

  /** {@return with all of its decimals: {@code -$11.66666667}} */
  public static String text(MicroMoney amount) {
    ExactAmount parts = of(amount);
    return parts.minor() + parts.micros();
  }
}

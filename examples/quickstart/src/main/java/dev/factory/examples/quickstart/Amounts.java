package dev.factory.examples.quickstart;

import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.util.Locale;

/** Amounts to the last millionth of a minor unit, as people read them. */
final class Amounts {
  private Amounts() {}

  /**
   * {@return for example {@code -$11.66} and {@code 666667} behind it: eleven dollars and so on}
   */
  static Parts parts(MicroMoney amount) {
    long magnitude = Math.absExact(amount.micro());
    Money whole = Money.ofMinor(amount.currency(), magnitude / MicroMoney.MICROS_PER_MINOR);
    String sign = amount.isNegative() ? "-" : "";
    String point = amount.currency().exponent() == 0 ? "." : "";
    return new Parts(
        sign + whole.display() + point,
        String.format(Locale.ROOT, "%06d", magnitude % MicroMoney.MICROS_PER_MINOR));
  }

  /** {@return for example {@code -$11.66666667}, with all of its decimals} */
  static String exact(MicroMoney amount) {
    Parts parts = parts(amount);
    return parts.minor() + parts.micros();
  }

  /**
   * The text of an amount in two parts.
   *
   * @param minor up to the minor unit, as {@link Money#display} writes it
   * @param micros the six digits of the millionths
   */
  record Parts(String minor, String micros) {}
}

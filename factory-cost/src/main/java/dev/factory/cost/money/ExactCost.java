package dev.factory.cost.money;

import dev.factory.core.money.CurrencyUnit;
import java.math.BigDecimal;

/**
 * What usage came to, before any rounding: whole quadrillionths (10<sup>-15</sup>) of a unit.
 *
 * <p>One charge reaches to about 9,223 units; arithmetic beyond that throws {@link
 * ArithmeticException}.
 *
 * @param currency of which the amount is
 * @param femtos whole quadrillionths of the currency's unit; negative in a correction or refund
 */
public record ExactCost(CurrencyUnit currency, long femtos) {

  /** How many quadrillionths make one billionth. */
  public static final long FEMTOS_PER_NANO = 1_000_000L;

  /** {@return nothing of {@code currency}} */
  public static ExactCost zero(CurrencyUnit currency) {
    return new ExactCost(currency, 0);
  }

  /** {@return {@code money}, to the last billionth} */
  public static ExactCost of(NanoMoney money) {
    return new ExactCost(money.currency(), Math.multiplyExact(money.nanos(), FEMTOS_PER_NANO));
  }

  /**
   * {@return the sum}
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  public ExactCost plus(ExactCost other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "a cost in " + other.currency.code() + " does not go with one in " + currency.code());
    }
    return new ExactCost(currency, Math.addExact(femtos, other.femtos));
  }

  /** {@return the smallest ledger amount that is enough: for holding money before a call} */
  public NanoMoney ceiling() {
    long down = Math.floorDiv(femtos, FEMTOS_PER_NANO);
    boolean whole = Math.floorMod(femtos, FEMTOS_PER_NANO) == 0;
    return new NanoMoney(currency, whole ? down : down + 1);
  }

  /** {@return the nearest ledger amount, the even one of two as near: for settling} */
  public NanoMoney halfEven() {
    long down = Math.floorDiv(femtos, FEMTOS_PER_NANO);
    int past = Long.compare(Math.floorMod(femtos, FEMTOS_PER_NANO), FEMTOS_PER_NANO / 2);
    boolean up = past > 0 || (past == 0 && (down & 1) == 1);
    return new NanoMoney(currency, up ? down + 1 : down);
  }

  /** {@return the exact amount and its currency} */
  @Override
  public String toString() {
    return BigDecimal.valueOf(femtos, 15).toPlainString() + " " + currency.code();
  }
}

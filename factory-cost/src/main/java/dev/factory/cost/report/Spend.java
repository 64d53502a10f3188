package dev.factory.cost.report;

import dev.factory.cost.money.NanoMoney;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What some calls came to.
 *
 * @param count how many charges; refunds and corrections are not calls
 * @param cost what they came to, refunds and corrections included
 * @param tokens of input and output
 */
public record Spend(long count, NanoMoney cost, long tokens) {

  /**
   * {@return the cost of one call on average, rounded half to even to {@code places}; 0 of none}
   */
  public BigDecimal average(int places) {
    return count == 0
        ? BigDecimal.ZERO.setScale(places)
        : cost.decimal(9).divide(BigDecimal.valueOf(count), places, RoundingMode.HALF_EVEN);
  }

  Spend plus(Spend other) {
    return new Spend(
        Math.addExact(count, other.count),
        cost.plus(other.cost),
        Math.addExact(tokens, other.tokens));
  }
}

package dev.factory.cost;

import dev.factory.cost.budget.Budget;
import dev.factory.cost.money.NanoMoney;
import java.math.BigInteger;

/**
 * Where a budget stands.
 *
 * @param budget which
 * @param limit with the overrides that hold now
 * @param spent settled, and presumed spent where nobody settled in time
 * @param reserved held for calls that are not over, leases included
 */
public record BudgetStatus(Budget budget, NanoMoney limit, NanoMoney spent, NanoMoney reserved) {

  /** {@return the limit without what is spent; negative if it is exceeded} */
  public NanoMoney remaining() {
    return limit.minus(spent);
  }

  /** {@return what can still be held; negative if the limit is exceeded} */
  public NanoMoney available() {
    return remaining().minus(reserved);
  }

  /** {@return whether the cheapest call would be let through: whether anything can be held} */
  public boolean allowed() {
    return available().nanos() > 0;
  }

  /** {@return whether at least {@code percent} of the limit is spent} */
  public boolean hasReached(int percent) {
    BigInteger hundredfold = BigInteger.valueOf(spent.nanos()).multiply(BigInteger.valueOf(100));
    BigInteger threshold = BigInteger.valueOf(limit.nanos()).multiply(BigInteger.valueOf(percent));
    return hundredfold.compareTo(threshold) >= 0;
  }
}

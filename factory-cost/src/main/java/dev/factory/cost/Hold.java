package dev.factory.cost;

import dev.factory.cost.budget.Budget;
import dev.factory.cost.money.NanoMoney;
import java.time.Instant;
import java.util.List;

/**
 * Money that is held for one request. Keep it until the call is over, then settle or release it.
 *
 * @param requestId of the request
 * @param budgets on which it is held, sorted
 * @param amount the most that the request may cost without exceeding what is held
 * @param priceVersion of the price book behind the amount
 * @param reservedAt decides the windows it counts in, for good
 * @param deadline until when it must be settled; afterwards it counts as spent, or is let go
 * @param recorded false if the store did not answer and the budgets allow to go on without it
 */
public record Hold(
    String requestId,
    List<Budget> budgets,
    NanoMoney amount,
    String priceVersion,
    Instant reservedAt,
    Instant deadline,
    boolean recorded) {

  /** Copies the list. */
  public Hold {
    budgets = List.copyOf(budgets);
  }

  Hold withAmount(NanoMoney other) {
    return new Hold(requestId, budgets, other, priceVersion, reservedAt, deadline, recorded);
  }
}

package dev.factory.cost;

import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.money.NanoMoney;

/**
 * What was recorded when a call was settled.
 *
 * @param event the charge as it stands in the ledger
 * @param uncovered what of it no held money covered: above zero, a bound was too low, or the money
 *     had been let go before. It is recorded in full all the same
 * @param repeated whether it was recorded by an earlier try; the event is that one's
 */
public record Settlement(UsageEvent event, NanoMoney uncovered, boolean repeated) {

  /** {@return what was charged, to the nearest billionth} */
  public NanoMoney charged() {
    return new NanoMoney(uncovered.currency(), event.nanos());
  }

  /** {@return whether the call cost more than was held for it} */
  public boolean estimateBreached() {
    return uncovered.nanos() > 0;
  }
}

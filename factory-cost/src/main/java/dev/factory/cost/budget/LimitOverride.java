package dev.factory.cost.budget;

import dev.factory.cost.money.NanoMoney;
import java.time.Instant;

/**
 * More money for a while, and who answers for it.
 *
 * @param extra added to the limit, zero or more
 * @param until when it ends; at that instant the limit is as it was
 * @param who answers for it, an id; not empty
 * @param why for whoever reads it later; not empty
 */
public record LimitOverride(NanoMoney extra, Instant until, String who, String why) {

  /** Refuses a negative amount, and an override that nobody answers for. */
  public LimitOverride {
    if (extra.isNegative()) {
      throw new IllegalArgumentException(
          "an override adds to a limit; to lower it, change the policy");
    }
    if (who.isBlank() || why.isBlank()) {
      throw new IllegalArgumentException("an override says who answers for it and why");
    }
  }
}

package dev.factory.attribution.payout;

import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.Money;
import java.time.Instant;

/**
 * An amount that a statement gives a publisher a right to. A claim is in at most one payout that is
 * neither cancelled nor returned.
 *
 * @param id tells it from every other: {@code statement:<publisher>:<currency>:<start>}, with
 *     {@code :held} for the part that is held
 * @param publisherId whose it is
 * @param amount more than zero
 * @param statementHash the statement it comes from
 * @param periodStart the start of that statement's period
 * @param availableFrom the first instant it may be paid
 * @param held whether it stands in the account {@code held} until then, and not in {@code due}
 */
public record Claim(
    String id,
    PublisherId publisherId,
    Money amount,
    String statementHash,
    Instant periodStart,
    Instant availableFrom,
    boolean held) {

  /** {@return the same right to another amount, of the id {@code otherId}} */
  public Claim of(String otherId, Money other) {
    return new Claim(otherId, publisherId, other, statementHash, periodStart, availableFrom, held);
  }

  /** Refuses an amount of zero or less. */
  public Claim {
    if (amount.minor() <= 0) {
      throw new IllegalArgumentException("a claim is on more than nothing");
    }
  }
}

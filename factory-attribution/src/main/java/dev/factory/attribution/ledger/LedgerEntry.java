package dev.factory.attribution.ledger;

import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;

/**
 * One side of a {@link Posting}.
 *
 * @param account what it changes
 * @param amount by how much; never zero
 */
public record LedgerEntry(Account account, MicroMoney amount) {

  /** Refuses an entry that changes nothing. */
  public LedgerEntry {
    if (amount.isZero()) {
      throw new IllegalArgumentException("an entry of zero in " + account + " says nothing");
    }
  }

  /** {@return an entry of whole minor units} */
  public static LedgerEntry of(Account account, Money amount) {
    return new LedgerEntry(account, MicroMoney.of(amount));
  }

  /** {@return the entry that takes this one back} */
  public LedgerEntry negated() {
    return new LedgerEntry(account, amount.negated());
  }
}

package dev.factory.attribution.ledger;

import dev.factory.core.money.MicroMoney;

/**
 * The sum of all entries of an account in one currency.
 *
 * @param account whose balance
 * @param amount the sum; may be zero
 */
public record Balance(Account account, MicroMoney amount) {}

/**
 * Exact amounts of money and exact ways to split them.
 *
 * <p>Amounts are whole minor units of one currency, accruals whole millionths of a minor unit;
 * nothing here rounds unless a method says how. Start at {@link dev.factory.core.money.Money}; to
 * share an amount out, at {@link dev.factory.core.money.Allocation}.
 */
package dev.factory.core.money;

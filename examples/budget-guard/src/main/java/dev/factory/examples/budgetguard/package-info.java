/**
 * Two processes, many threads, one hard budget; beside it a naive guard that overspends.
 *
 * <p>Start at {@link dev.factory.examples.budgetguard.BudgetGuard}; what a host would copy is
 * {@link dev.factory.examples.budgetguard.HardGuard}.
 */
package dev.factory.examples.budgetguard;

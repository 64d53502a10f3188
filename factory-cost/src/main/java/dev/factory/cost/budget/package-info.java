/**
 * Who may spend how much, in which stretch of time, and what happens at the limit.
 *
 * <p>Start at {@link dev.factory.cost.budget.BudgetPolicy} and {@link
 * dev.factory.cost.budget.BudgetSource}.
 */
package dev.factory.cost.budget;

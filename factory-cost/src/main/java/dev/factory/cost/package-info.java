/**
 * AI spend that cannot run away: hold the money before a call, settle exactly what it cost.
 *
 * <p>Start at {@link dev.factory.cost.Budgets}.
 */
package dev.factory.cost;

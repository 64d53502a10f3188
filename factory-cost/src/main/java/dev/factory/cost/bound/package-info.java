/**
 * The most a call can cost, known before it is made.
 *
 * <p>Start at {@link dev.factory.cost.bound.CostBound}.
 */
package dev.factory.cost.bound;

/**
 * The one place every call goes through: who asks, how often, whether the answer is known, what it
 * can cost, and what it did cost.
 *
 * <p>Start at {@link dev.factory.cost.guard.CostGuard}; hosts that make their calls themselves, a
 * million times a second, at {@link dev.factory.cost.guard.SpendGate}.
 */
package dev.factory.cost.guard;

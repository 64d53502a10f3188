package dev.factory.cost.guard;

/**
 * What passed a guard since it was made, on this node. Amounts are billionths of the currency's
 * unit.
 *
 * @param requests all calls
 * @param fromProvider answered by a provider
 * @param fromCache answered by what was known
 * @param limited refused for coming too often
 * @param overBudget refused for lack of money
 * @param failed answered by nobody
 * @param tokens used by providers, as they reported them
 * @param chargedNanos what was charged
 * @param savedNanos what answers that were known would have cost
 * @param breaches calls that cost more than was held for them
 */
public record GuardStats(
    long requests,
    long fromProvider,
    long fromCache,
    long limited,
    long overBudget,
    long failed,
    long tokens,
    long chargedNanos,
    long savedNanos,
    long breaches) {}
